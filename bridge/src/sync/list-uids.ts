import type { Failure } from '@kurrier/shared/failure';
import { succeed, type Outcome } from '@kurrier/shared/outcome';
import { runCommand } from './command.ts';
import { scanFetch } from './fetch-scanner.ts';
import { normalFlags } from './flags.ts';
import type { ImapSession } from './imap-session.ts';
import type { UidRanges } from './uid-set.ts';
import { parseUntagged } from './untagged.ts';

/** Two million UIDs, ten characters each. */
const maxSearchBytes = 32 * 1024 * 1024;

/** The UIDs that are in the opened mailbox; as ranges where the server can (ESEARCH, RFC 4731). `criteria` as in SEARCH. */
export const searchUids = async (session: ImapSession, criteria = 'ALL'): Promise<Outcome<UidRanges, Failure>> => {
  let uids: UidRanges = [];
  const canRange = session.capabilities().has('ESEARCH') || session.capabilities().has('IMAP4REV2');
  const answer = await runCommand(session, `UID SEARCH ${canRange ? 'RETURN (ALL) ' : ''}${criteria}`, {
    maxResponseBytes: maxSearchBytes,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'search') uids = untagged.uids;
    },
  });
  return answer.ok ? succeed(uids) : answer;
};

/** UIDs and flags from `from` on; with `changedSince` only those with a later mod-sequence (RFC 7162 §3.1.4). */
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
