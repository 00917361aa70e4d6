import type { Failure } from '@kurrier/shared/failure/failure';
import { runCommand } from '../../imap/run-command.ts';
import { isTornFetch, scanFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import { envelopeFields, longestHeader } from '../../imap/grammar/header-fields.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { containsUid, countUids, expandRanges, formatUidSet, rangesOf, type UidRanges } from '../../imap/grammar/uid-set.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { isAboutMessages } from './message-refusal.ts';
import { createFetchReader } from './to-stored-message.ts';

const header = `BODY.PEEK[${envelopeFields}]<0.${longestHeader}>`;

/** What is asked for instead of what made the server stumble, or us: less and less. */
const lesserItems = [
  `(UID FLAGS INTERNALDATE RFC822.SIZE ${header})`,
  '(UID FLAGS INTERNALDATE)',
  '(UID FLAGS)',
  `(UID ${header})`,
  '(UID)',
];
/** Nothing of the header. */
export const bareItems: readonly string[] = lesserItems.slice(1, 3);

/**
 * Takes messages into `found` whose ENVELOPE, BODYSTRUCTURE or more cannot be read or are refused: their header fields instead, at once and
 * for these messages alone; where they cannot be had either, at least their flags and the time they came. Messages that are gone are left
 * out.
 */
export const recoverMessages = async (
  found: Map<number, StoredMessage>,
  session: ImapSession,
  uids: UidRanges,
  itemLists: readonly string[] = lesserItems,
): Promise<Failure | null> => {
  let missing = uids;
  for (const items of itemLists) {
    const read = createFetchReader();
    const taken = new Set<number>();
    let isTorn = false;
    const answer = await runCommand(session, `UID FETCH ${formatUidSet(missing)} ${items}`, {
      expected: countUids(missing),
      onUntagged(response) {
        const scanned = scanFetch(response);
        isTorn ||= isTornFetch(response, scanned);
        if (!scanned?.uid || !containsUid(missing, scanned.uid)) return;
        const isAnswer = items.includes('FLAGS') ? scanned.flags !== null : scanned.sections.size > 0 || !items.includes('BODY');
        isTorn ||= !isAnswer;
        if (!isAnswer) return;
        const before = found.get(scanned.uid);
        const now = read(scanned);
        found.set(scanned.uid, before ? { ...now, ...knownOf(before) } : now);
        taken.add(scanned.uid);
      },
    });
    if (!answer.ok && !isAboutMessages(answer.failure)) return answer.failure;
    missing = rangesOf(expandRanges(missing).filter((uid) => !taken.has(uid)));
    if (missing.length === 0 || (answer.ok && !isTorn)) return null;
  }
  return null;
};

/** What was read of a message at first stays. */
const knownOf = ({ envelope, structure, size, receivedAt }: StoredMessage): Partial<StoredMessage> => ({
  ...(envelope !== '' && { envelope }),
  ...(structure !== '' && { structure }),
  ...(size > 0 && { size }),
  ...(receivedAt > 0 && { receivedAt }),
});
