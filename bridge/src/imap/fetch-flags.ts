import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import { scanFetch } from './grammar/fetch-response.ts';
import { normalFlags } from './grammar/flags.ts';
import type { ImapSession } from './imap-session.ts';

/** UIDs and flags from `from` on; with `changedSince` only those with a later mod-sequence (RFC 7162 §3.1.4). Lines that cannot be read are left out. */
export const fetchFlags = async (
  session: ImapSession,
  { from, expected, changedSince }: { from: number; expected: number; changedSince?: bigint },
): Promise<Outcome<Map<number, string>, Failure>> => {
  const flags = new Map<number, string>();
  const modifier = changedSince === undefined ? '' : ` (CHANGEDSINCE ${changedSince})`;
  const answer = await runCommand(session, `UID FETCH ${from}:* (UID FLAGS)${modifier}`, {
    expected,
    onUntagged(response) {
      const found = scanFetch(response);
      if (found?.uid && found.flags !== null && found.uid >= from) flags.set(found.uid, normalFlags(found.flags));
    },
  });
  return answer.ok ? succeed(flags) : answer;
};
