import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import { isTornFetch, scanFetch } from './grammar/fetch-response.ts';
import { normalFlags } from './grammar/flags.ts';
import type { ImapSession } from './imap-session.ts';

/** Flags by UID; `isComplete` false: there were lines that could not be read, the second time as well. */
export interface FlagList {
  flags: Map<number, string>;
  isComplete: boolean;
}

/**
 * UIDs and flags from `from` on; with `changedSince` only those with a later mod-sequence (RFC 7162 §3.1.4). Asked once more where a line
 * cannot be read: what changed is not told again.
 */
export const fetchFlags = async (
  session: ImapSession,
  { from, expected, changedSince }: { from: number; expected: number; changedSince?: bigint },
): Promise<Outcome<FlagList, Failure>> => {
  const flags = new Map<number, string>();
  const modifier = changedSince === undefined ? '' : ` (CHANGEDSINCE ${changedSince})`;
  let isComplete = true;
  for (let times = 0; times < 2; times++) {
    isComplete = true;
    const answer = await runCommand(session, `UID FETCH ${from}:* (UID FLAGS)${modifier}`, {
      expected,
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
