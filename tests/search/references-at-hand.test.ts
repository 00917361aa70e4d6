import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import { withOpened } from '../../bridge/src/messages/lists/with-opened.ts';
import type { KeptTexts } from '../../bridge/src/messages/texts/kept-texts.ts';
import { accountId } from '../sync/start-live.ts';
import { until } from '../setup/until.ts';
import { noGuesses } from './start-index.ts';
import { startSearch, type Started } from './start-search.ts';

let started: Started;
let other: ImapFlow;
const day = 24 * 60 * 60_000;

/** Appends the first and the third message of a conversation, the third under another subject; what it answers is not here. */
const appendAroundMissing = async (name: string, age: number): Promise<void> => {
  const ids = ['a', 'b', 'c'].map((each) => `<${each}.${name}@mail.test>`);
  const heads = [`Subject: ${name}`, `Subject: about ${name}\r\nIn-Reply-To: ${ids[1]}\r\nReferences: ${ids[0]}\r\n\t${ids[1]}`];
  for (const [at, head] of heads.entries()) {
    const message = `From: Cid <cid@mail.test>\r\nMessage-ID: ${ids[2 * at]}\r\n${head}\r\n\r\nHello\r\n`;
    await other.append('INBOX', Buffer.from(message), [], new Date(Date.now() - age * day + at * 1_000));
  }
};

beforeAll(async () => {
  started = await startSearch();
  other = await started.live.mail.connectOther();
  await appendAroundMissing('old', 60);
  await appendAroundMissing('new', 1);
  await started.follow();
  await until(async () => expect(await started.atHand()).toEqual([3, 4]));
});
afterAll(async () => {
  await other.logout();
  await started[Symbol.asyncDispose]();
});

const refOf = async (uid: number) => {
  const { id } = await started.mailboxNamed('INBOX');
  const store = await (await started.account()).mailbox(id);
  return { accountId, mailboxId: id, uidValidity: store.cursor()!.uidValidity, uid };
};
/** As after a start: the rows of the list by conversations, and the conversation of each message, by UIDs. */
const conversations = async (texts: Pick<KeptTexts, 'read'> = started.texts) => {
  const accounts = async () => [{ accountId, account: await started.account() }];
  const lists = createMessageLists({ accounts, guesses: noGuesses, texts });
  const { rows } = await lists.list({ isGrouped: true, offset: 0, limit: 10 });
  const around = [];
  for (const uid of [1, 2, 3, 4]) around.push((await lists.conversationOf(await refOf(uid))).map(({ ref }) => ref.uid));
  return { rows: rows.map(({ ref, conversation }) => [ref, ...(conversation?.refs.slice(1) ?? [])].map(({ uid }) => uid)), around };
};

test('with the texts that are at hand come their References; where these are not, In-Reply-To says what it does', async () => {
  expect(await conversations()).toEqual({ rows: [[4, 3], [2], [1]], around: [[1], [2], [3, 4], [3, 4]] });
});

test('while the vault is locked they are not there, and are again afterwards', async () => {
  started.setLocked(true);
  try {
    expect((await conversations()).rows).toEqual([[4], [3], [2], [1]]);
  } finally {
    started.setLocked(false);
  }
  expect((await conversations()).rows).toEqual([[4, 3], [2], [1]]);
});

test('with a message that is opened come its own, where its text cannot be kept, too', async () => {
  const content = { references: ['<a.old@mail.test>', '<b.old@mail.test>'] };
  const together = {
    rows: [
      [4, 3],
      [2, 1],
    ],
    around: [
      [1, 2],
      [1, 2],
      [3, 4],
      [3, 4],
    ],
  };
  const reader = started.createReader();
  started.setLocked(true);
  try {
    expect(await reader.open({ ref: await refOf(2) })).toMatchObject(content);
  } finally {
    started.setLocked(false);
  }
  expect((await conversations()).around.slice(0, 2)).toEqual([[1], [2]]);
  expect(await conversations(withOpened(started.texts, reader.openedLately))).toEqual(together);
  expect(await started.createReader().open({ ref: await refOf(2) })).toMatchObject(content);
  expect(await conversations()).toEqual(together);
});
