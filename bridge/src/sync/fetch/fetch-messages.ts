import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from '../../imap/run-command.ts';
import { isTornFetch, peekUid, scanFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { containsUid, countUids, expandRanges, formatUidSet, rangesOf, type UidRanges } from '../../imap/grammar/uid-set.ts';
import { isAboutMessages } from './message-refusal.ts';
import { createFetchReader } from './to-stored-message.ts';
import { recoverMessages } from './recover-messages.ts';

/** Headers and structure, nothing of the body. */
export const headerItems = '(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)';

/** A message with a hundred thousand recipients must not stop the rest; what is larger is no message. */
export const maxHeaderBytes = 6 * 1024 * 1024;

/** Why messages could not be fetched, and which of them had not come by then. */
export interface FetchLoss {
  failure: Failure;
  missing: UidRanges;
}

/**
 * Fetches the headers of these UIDs, ascending. Messages that are gone are left out; one that the server refuses to deliver is
 * isolated by halving, and taken without headers, so that it stops nobody else; one that cannot be read is asked for in other words, alone.
 */
export const fetchMessages = async (session: ImapSession, uids: UidRanges): Promise<Outcome<StoredMessage[], FetchLoss>> => {
  const found = new Map<number, StoredMessage>();
  const failure = await fetchInto(found, session, uids);
  if (failure) return fail({ failure, missing: rangesOf(missingFrom(uids, found)) });
  return succeed([...found.values()].sort((a, b) => a.uid - b.uid));
};

const fetchInto = async (
  found: Map<number, StoredMessage>,
  session: ImapSession,
  uids: UidRanges,
  { isAgain = false } = {},
): Promise<Failure | null> => {
  const read = createFetchReader();
  const sequences = new Map<number, number>();
  /** Whose envelope or structure could not be read. */
  const halfRead = new Set<number>();
  let isTorn = false;
  const answer = await runCommand(session, `UID FETCH ${formatUidSet(uids)} ${headerItems}`, {
    expected: countUids(uids),
    maxResponseBytes: maxHeaderBytes,
    onUntagged(response) {
      // Another page's, most often: not read twice.
      const early = peekUid(response);
      if (early !== null && !containsUid(uids, early)) return;
      const scanned = scanFetch(response);
      isTorn ||= isTornFetch(response, scanned);
      // Others are flags that changed meanwhile, or UIDs that nobody asked for.
      if (!scanned?.uid || scanned.internalDate === null || !containsUid(uids, scanned.uid)) return;
      // Two messages cannot have one UID: one of the lines is not to be trusted.
      const isTwice = sequences.has(scanned.uid) && sequences.get(scanned.uid) !== scanned.sequence;
      sequences.set(scanned.uid, scanned.sequence);
      if (isTwice || scanned.envelope === null || scanned.structure === null) halfRead.add(scanned.uid);
      if (isTwice) found.delete(scanned.uid);
      else found.set(scanned.uid, read(scanned));
    },
  });
  if (!answer.ok && !isAboutMessages(answer.failure)) return answer.failure;
  const missing = missingFrom(uids, found);
  if (!answer.ok && missing.length > 1) {
    const half = missing.length >> 1;
    return (await fetchInto(found, session, rangesOf(missing.slice(0, half)))) ?? fetchInto(found, session, rangesOf(missing.slice(half)));
  }
  const wanted = rangesOf([...missing, ...halfRead]);
  if (wanted.length === 0) return null;
  // What a passing damage took is there the second time.
  if (answer.ok && !isAgain) return fetchInto(found, session, wanted, { isAgain: true });
  return !answer.ok || isTorn || halfRead.size > 0 ? recoverMessages(found, session, wanted) : null;
};

const missingFrom = (uids: UidRanges, found: ReadonlyMap<number, unknown>): number[] => expandRanges(uids).filter((uid) => !found.has(uid));
