import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand } from './run-command.ts';
import { scanFetch } from './grammar/fetch-response.ts';
import { normalFlags } from './grammar/flags.ts';
import type { ImapSession } from './imap-session.ts';
import { protocolViolation } from './protocol-violation.ts';
import { countUids, mergeRanges, type UidRanges } from './grammar/uid-set.ts';
import { parseUntagged } from './grammar/untagged-responses.ts';

/** More than a million UIDs, ten characters each. */
const maxSearchBytes = 16 * 1024 * 1024;

const isSearch = /^\* E?SEARCH\b/i;

/** Messages that may have come since the server said how many there are. */
const mostArrivals = 100_000;

/**
 * The UIDs that are in the opened mailbox of `messages` messages; as ranges where the server can (ESEARCH, RFC 4731). `criteria` as in
 * SEARCH. A server that names far more than there are is not believed: each would have to be asked for.
 */
export const searchUids = async (
  session: ImapSession,
  { criteria, messages }: { criteria: string; messages: number },
): Promise<Outcome<UidRanges, Failure>> => {
  const told: UidRanges[] = [];
  let isReadable = true;
  const canRange = session.capabilities().has('ESEARCH') || session.capabilities().has('IMAP4REV2');
  const answer = await runCommand(session, `UID SEARCH ${canRange ? 'RETURN (ALL) ' : ''}${criteria}`, {
    maxResponseBytes: maxSearchBytes,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      // Some servers answer in several lines.
      if (untagged?.type === 'search') told.push(untagged.uids);
      else if (isSearch.test(response.toString('latin1', 0, 16))) isReadable = false;
    },
  });
  if (!answer.ok) return answer;
  // What is not understood must not stand for "there is nothing": the messages would be taken for gone.
  if (!isReadable) return fail(protocolViolation('UNREADABLE_SEARCH'));
  const uids = told.length > 1 ? mergeRanges(told.flat()) : (told[0] ?? []);
  return countUids(uids) > messages + mostArrivals ? fail(protocolViolation('TOO_MANY_UIDS')) : succeed(uids);
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
