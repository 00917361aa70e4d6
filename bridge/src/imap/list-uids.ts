import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from './failure-scope.ts';
import { scanFetch } from './grammar/fetch/fetch-response.ts';
import { countUids, mergeRanges, rangesOf, type UidRanges } from './grammar/uid-set.ts';
import type { ImapSession } from './imap-session.ts';
import { runCommand } from './run-command.ts';
import { searchUids, type NamedUids } from './search-uids.ts';

/**
 * Which messages there are. `isCertain` false: answers to different questions contradict each other, so that what is missing here need not
 * be gone.
 */
export interface UidList {
  uids: UidRanges;
  isCertain: boolean;
}

/**
 * The UIDs from `from` on that are in the opened mailbox, of which the server says that it holds `messages`. Where an answer does not fit
 * that number, the same is asked in other words: GNU mailutils finds nothing by `UID SEARCH UID 1:*`. What any of the answers names is
 * there.
 */
export const listUids = async (
  session: ImapSession,
  { from, messages }: { from: number; messages: number },
): Promise<Outcome<UidList, Failure>> => {
  const questions = [
    () => searchUids(session, { criteria: `UID ${from}:*`, messages }),
    () => fetchUids(session, { from, messages }),
    () => searchUids(session, { criteria: 'ALL', messages }),
  ];
  let uids: UidRanges = [];
  let refusal: Failure | null = null;
  for (const ask of questions) {
    const answer = await ask();
    if (!answer.ok) {
      if (isBeyondMailbox(answer.failure)) return answer;
      refusal ??= answer.failure;
      continue;
    }
    const named = withoutOlder(answer.value.uids, from);
    uids = mergeRanges([...uids, ...named]);
    if (answer.value.isComplete && (from > 1 || countUids(named) >= messages)) return succeed({ uids, isCertain: true });
  }
  return uids.length === 0 && refusal ? fail(refusal) : succeed({ uids, isCertain: false });
};

/** `n:*` names the last message also when its UID is smaller. */
const withoutOlder = (uids: UidRanges, from: number): UidRanges =>
  uids.flatMap(([first, last]) => (last < from ? [] : [[Math.max(first, from), last] as const]));

const fetchUids = async (
  session: ImapSession,
  { from, messages }: { from: number; messages: number },
): Promise<Outcome<NamedUids, Failure>> => {
  const uids: number[] = [];
  const answer = await runCommand(session, `UID FETCH ${from}:* (UID)`, {
    expected: messages,
    onUntagged(response) {
      const uid = scanFetch(response)?.uid;
      if (uid) uids.push(uid);
    },
  });
  return answer.ok ? succeed({ uids: rangesOf(uids), isComplete: true }) : answer;
};
