import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import { expect, test } from 'vitest';
import { noGuesses, startIndex } from '../../../../tests/search/start-index.ts';
import { createMessageLists } from './message-lists.ts';

const minute = 60_000;
const all = mostGrouped * 3;
/** UIDs of conversations whose other messages answer the first, among the newest, in the middle and among the oldest. */
const conversations = { newest: [all - 100, all - 2], middle: [mostGrouped + 10, mostGrouped + 2_000], oldest: [1, 700, 4_900] };

test('the conversation of an open message is found however many newer ones there are', async () => {
  using started = await startIndex();
  const { account, mailboxId } = started;
  const store = await account.mailbox(mailboxId);
  const firstOf = new Map(Object.values(conversations).flatMap(([first, ...others]) => others.map((uid) => [uid, first!])));
  for (let from = 1; from <= all; from += 1_000) {
    const page = Array.from({ length: 1_000 }, (_, at) => {
      const uid = from + at;
      const first = firstOf.get(uid);
      const inReplyTo = first === undefined ? 'NIL' : `"<${first}@x.example>"`;
      return {
        uid,
        receivedAt: uid * minute,
        flags: '',
        size: 100,
        envelope: `(NIL "subject ${uid}" NIL NIL NIL NIL NIL NIL ${inReplyTo} "<${uid}@x.example>")`,
        structure: '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL NIL NIL NIL)',
      };
    });
    await store.addNewer(page, from + 1_000);
  }
  const { conversationOf } = createMessageLists({ accounts: async () => [{ accountId: 'a', account }], guesses: noGuesses });
  const uidsOf = async (uid: number) =>
    (await conversationOf({ accountId: 'a', mailboxId, uidValidity: 1, uid })).map(({ ref }) => ref.uid);
  for (const uids of Object.values(conversations)) for (const uid of uids) expect(await uidsOf(uid)).toEqual(uids);
  expect(await uidsOf(mostGrouped + 11)).toEqual([mostGrouped + 11]);
});
