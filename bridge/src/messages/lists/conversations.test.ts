import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import { expect, test } from 'vitest';
import { noGuesses, startIndex } from '../../../../tests/search/start-index.ts';
import { createMessageLists } from './message-lists.ts';

const minute = 60_000;
const all = mostGrouped * 3;
/** UIDs of conversations whose other messages answer the first, among the newest, in the middle and among the oldest. */
const conversations = { newest: [all - 100, all - 2], middle: [mostGrouped + 10, mostGrouped + 2_000], oldest: [1, 700, 4_900] };

/** The UIDs of conversations in a mailbox of `count` messages of which one answers the first of its own, as `groups` says. */
const findIn = async (count: number, groups: readonly number[][], receivedAt: (uid: number) => number, asked: readonly number[]) => {
  using started = await startIndex();
  const { account, mailboxId } = started;
  const store = await account.mailbox(mailboxId);
  const firstOf = new Map(groups.flatMap(([first, ...others]) => others.map((uid) => [uid, first!])));
  for (let from = 1; from <= count; from += 1_000) {
    const page = Array.from({ length: 1_000 }, (_, at) => {
      const uid = from + at;
      const first = firstOf.get(uid);
      const inReplyTo = first === undefined ? 'NIL' : `"<${first}@x.example>"`;
      return {
        uid,
        receivedAt: receivedAt(uid),
        flags: '',
        size: 100,
        envelope: `(NIL "subject ${uid}" NIL NIL NIL NIL NIL NIL ${inReplyTo} "<${uid}@x.example>")`,
        structure: '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL NIL NIL NIL)',
      };
    });
    await store.addNewer(page, from + 1_000);
  }
  const { conversationOf } = createMessageLists({ accounts: async () => [{ accountId: 'a', account }], guesses: noGuesses });
  const found: number[][] = [];
  for (const uid of asked) found.push((await conversationOf({ accountId: 'a', mailboxId, uidValidity: 1, uid })).map(({ ref }) => ref.uid));
  return found;
};

test('the conversation of an open message is found however many newer ones there are', async () => {
  const groups = Object.values(conversations);
  const found = await findIn(all, groups, (uid) => uid * minute, [...groups.flat(), mostGrouped + 11]);
  expect(found).toEqual([...groups.flatMap((uids) => uids.map(() => uids)), [mostGrouped + 11]]);
});

test('of messages that all came in one second, too', async () => {
  const [last, group] = [mostGrouped + 2_000, [1, 700]];
  expect(await findIn(last, [group], () => minute, [1, 700, last])).toEqual([group, group, [last]]);
});
