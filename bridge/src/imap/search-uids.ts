import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import type { ImapSession } from './imap-session.ts';
import { protocolViolation } from './protocol-violation.ts';
import { countUids, mergeRanges, type UidRanges } from './grammar/uid-set.ts';
import { parseUntagged } from './grammar/untagged-responses.ts';

/** Half a million UIDs, eight characters each. */
const maxSearchBytes = 4 * 1024 * 1024;

/** Messages that may have come since the server said how many there are. */
const mostArrivals = 100_000;

/**
 * UIDs that a server named; `isComplete` false: it named something beside them that cannot be read, so that what is missing here is not
 * gone.
 */
export interface NamedUids {
  uids: UidRanges;
  isComplete: boolean;
}

/**
 * The UIDs that are in the opened mailbox of `messages` messages; as ranges where the server can (ESEARCH, RFC 4731). `criteria` as in
 * SEARCH. A server that names far more than there are is not believed: each would have to be asked for.
 */
export const searchUids = async (
  session: ImapSession,
  { criteria, messages }: { criteria: string; messages: number },
): Promise<Outcome<NamedUids, Failure>> => {
  const told: UidRanges[] = [];
  let isComplete = true;
  const canRange = session.capabilities().has('ESEARCH') || session.capabilities().has('IMAP4REV2');
  const answer = await runCommand(session, `UID SEARCH ${canRange ? 'RETURN (ALL) ' : ''}${criteria}`, {
    maxResponseBytes: maxSearchBytes,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type !== 'search') return;
      // Some servers answer in several lines.
      told.push(untagged.uids);
      if (untagged.unread !== undefined) isComplete = false;
    },
  });
  if (!answer.ok) return answer;
  const uids = told.length > 1 ? mergeRanges(told.flat()) : (told[0] ?? []);
  return countUids(uids) > messages + mostArrivals ? fail(protocolViolation('TOO_MANY_UIDS')) : succeed({ uids, isComplete });
};
