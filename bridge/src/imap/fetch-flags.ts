import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import { isTornFetch, scanFetch } from './grammar/fetch/fetch-response.ts';
import { normalFlags } from './grammar/flags.ts';
import { formatUidSet, type UidRanges } from './grammar/uid-set.ts';
import type { ImapSession } from './imap-session.ts';

/** Flags by UID; `isComplete` false: there were lines that could not be read, the second time as well. */
export interface FlagList {
  flags: Map<number, string>;
  isComplete: boolean;
}

/** All messages from a UID on, or these. */
type Which = { from: number; changedSince?: bigint } | { uids: UidRanges };

/**
 * UIDs and flags; with `changedSince` only those with a later mod-sequence (RFC 7162 §3.1.4). Asked once more where a line
 * cannot be read, unless `times` is 1: what changed is not told again.
 */
export const fetchFlags = async (
  session: ImapSession,
  { expected, isAfterEarlier = false, times = 2, ...which }: { expected: number; isAfterEarlier?: boolean; times?: 1 | 2 } & Which,
): Promise<Outcome<FlagList, Failure>> => {
  const flags = new Map<number, string>();
  const { from, set, modifier } = 'uids' in which ? { from: 1, set: formatUidSet(which.uids), modifier: '' } : openEnded(which);
  let isComplete = true;
  for (let time = 0; time < times; time++) {
    isComplete = true;
    const answer = await runCommand(session, `UID FETCH ${set} (UID FLAGS)${modifier}`, {
      expected,
      isAfterEarlier,
      onUntagged(response) {
        const found = scanFetch(response);
        if (isTornFetch(response, found)) isComplete = false;
        if (found?.uid && found.flags !== null && found.uid >= from) flags.set(found.uid, normalFlags(found.flags));
      },
    });
    if (!answer.ok) return answer;
    if (isComplete) break;
  }
  return succeed({ flags, isComplete });
};

const openEnded = ({ from, changedSince }: { from: number; changedSince?: bigint }) => ({
  from,
  set: `${from}:*`,
  modifier: changedSince === undefined ? '' : ` (CHANGEDSINCE ${changedSince})`,
});
