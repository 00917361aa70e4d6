import { mostGrouped } from '@kurrier/shared/mail/most-grouped';
import { expect, test } from 'vitest';
import { textsOf } from '../../../../tests/setup/message-texts.ts';
import { noGuesses, startIndex } from '../../../../tests/search/start-index.ts';
import { createMessageLists } from './message-lists.ts';
import { mostTexts } from './thread-lines.ts';

const minute = 60_000;
const all = mostGrouped * 3;
/** UIDs of conversations whose other messages answer the first, among the newest, in the middle and among the oldest. */
const conversations = { newest: [all - 100, all - 2], middle: [mostGrouped + 10, mostGrouped + 2_000], oldest: [1, 700, 4_900] };

/**
 * The UIDs of conversations in a mailbox of `count` messages of which one answers the first of its own, as `groups` says; `referring`: by
 * References that came with its text, whose UID names the others'.
 */
const findIn = async (
  count: number,
  groups: readonly number[][],
  receivedAt: (uid: number) => number,
  asked: readonly number[],
  referring: Readonly<Record<number, number>> = {},
) => {
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
  const looked: number[] = [];
  const texts = {
    async read({ uid }: { uid: number }) {
      looked.push(uid);
      const [kept, first] = [textsOf(''), referring[uid]];
      if (first === undefined) return null;
      return {
        texts: { ...kept, content: { ...kept.content, references: [`<${first}@x.example>`, `<gone.${first}@x.example>`] } },
        isPartial: false,
      };
    },
  };
  const { conversationOf } = createMessageLists({ accounts: async () => [{ accountId: 'a', account }], guesses: noGuesses, texts });
  const found: number[][] = [];
  for (const uid of asked) found.push((await conversationOf({ accountId: 'a', mailboxId, uidValidity: 1, uid })).map(({ ref }) => ref.uid));
  expect(looked.length).toBeLessThanOrEqual(asked.length * mostTexts);
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

test('the References of an open message count however many newer ones there are, and so do those of the ones around it', async () => {
  const referring = { 500: 40, 700: 500, [2 * mostTexts]: 2 * mostTexts - 10 };
  const found = await findIn(3 * mostTexts, [], (uid) => uid * minute, [500, 40, 700, 2 * mostTexts], referring);
  expect(found).toEqual([
    [40, 500, 700],
    [40, 500, 700],
    [40, 500, 700],
    [2 * mostTexts - 10, 2 * mostTexts],
  ]);
});
