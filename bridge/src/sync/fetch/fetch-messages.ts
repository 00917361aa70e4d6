import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from '../../imap/run-command.ts';
import { peekUid, scanFetch, type ScannedFetch } from '../../imap/grammar/fetch-response.ts';
import { normalFlags } from '../../imap/grammar/flags.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { parseInternalDate } from '../../imap/grammar/internal-date.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { containsUid, countUids, expandRanges, formatUidSet, rangesOf, type UidRanges } from '../../imap/grammar/uid-set.ts';

/** Headers and structure, nothing of the body. */
export const headerItems = '(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)';

/** A message with a hundred thousand recipients must not stop the rest; what is larger is no message. */
export const maxHeaderBytes = 64 * 1024 * 1024;

/** A message whose headers or structure are larger is stored without them. */
const maxTextLength = 256 * 1024;
/** The same for all messages of one page together. */
const maxPageLength = 16 * 1024 * 1024;

/** Makes messages of FETCH responses; a page's texts together are bounded. */
export const createMessageReader = () => {
  let room = maxPageLength;
  const keep = (text: string | null): string => {
    if (text === null || text.length > maxTextLength || text.length > room) return '';
    room -= text.length;
    return text;
  };
  return (found: ScannedFetch): StoredMessage => ({
    uid: found.uid ?? 0,
    receivedAt: (found.internalDate && parseInternalDate(found.internalDate)) || 0,
    flags: normalFlags(found.flags ?? ''),
    size: found.size ?? 0,
    envelope: keep(found.envelope),
    structure: keep(found.structure),
  });
};

/** Why messages could not be fetched, and which of them had not come by then. */
export interface FetchLoss {
  failure: Failure;
  missing: UidRanges;
}

/**
 * Fetches the headers of these UIDs, ascending. Messages that are gone are left out; one that the server refuses to deliver is
 * isolated by halving, and taken without headers, so that it stops nobody else.
 */
export const fetchMessages = async (session: ImapSession, uids: UidRanges): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const found = new Map<number, StoredMessage>();
  const failure = await fetchInto(found, session, uids);
  if (failure) return fail({ failure, missing: rangesOf(missingFrom(uids, found)) });
  return succeed([...found.values()].sort((a, b) => a.uid - b.uid));
};

const fetchInto = async (found: Map<number, StoredMessage>, session: ImapSession, uids: UidRanges): Promise<Failure | null> => {
  const expected = countUids(uids);
  const read = createMessageReader();
  const answer = await runCommand(session, `UID FETCH ${formatUidSet(uids)} ${headerItems}`, {
    expected,
    maxResponseBytes: maxHeaderBytes,
    onUntagged(response) {
      // Another page's, most often: not read twice.
      const early = peekUid(response);
      if (early !== null && !containsUid(uids, early)) return;
      const scanned = scanFetch(response);
      // Others are flags that changed meanwhile, or UIDs that nobody asked for.
      if (scanned?.uid && scanned.internalDate !== null && containsUid(uids, scanned.uid)) found.set(scanned.uid, read(scanned));
    },
  });
  if (!answer.ok && !isAboutMessages(answer.failure)) return answer.failure;
  if (answer.ok && found.size >= expected) return null;
  const missing = missingFrom(uids, found);
  if (missing.length === 0) return null;
  if (answer.ok || missing.length === 1) return fetchBare(found, session, rangesOf(missing));
  const half = missing.length >> 1;
  return (await fetchInto(found, session, rangesOf(missing.slice(0, half)))) ?? fetchInto(found, session, rangesOf(missing.slice(half)));
};

/** Takes the messages that exist without what made the server stumble: with their flags, and the time they came where that can be had. */
export const fetchBare = async (
  found: Map<number, StoredMessage>,
  session: ImapSession,
  uids: UidRanges,
  items = '(UID FLAGS INTERNALDATE)',
): Promise<Failure | null> => {
  const read = createMessageReader();
  const answer = await runCommand(session, `UID FETCH ${formatUidSet(uids)} ${items}`, {
    expected: countUids(uids),
    onUntagged(response) {
      const scanned = scanFetch(response);
      if (scanned?.uid && scanned.flags !== null && containsUid(uids, scanned.uid)) found.set(scanned.uid, read(scanned));
    },
  });
  if (answer.ok) return null;
  if (!isAboutMessages(answer.failure)) return answer.failure;
  return items === '(UID FLAGS)' ? null : fetchBare(found, session, uids, '(UID FLAGS)');
};

const missingFrom = (uids: UidRanges, found: ReadonlyMap<number, unknown>): number[] => expandRanges(uids).filter((uid) => !found.has(uid));

/** A refusal (NO, BAD) that is not about the pace, the connection or the account: a message in the set must be the reason. */
export const isAboutMessages = ({ reply, kind, code }: Failure): boolean =>
  reply !== undefined &&
  code === undefined &&
  !/^(?:auth|net|tls)\.|rate_limited|too_many|unavailable/.test(kind) &&
  !/^\* BYE/im.test(reply.text);
