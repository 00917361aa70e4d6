import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { expect, test } from 'vitest';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createMessageLists } from '../../bridge/src/messages/lists/message-lists.ts';
import type { KeptTexts } from '../../bridge/src/messages/texts/kept-texts.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { noGuesses } from '../search/start-index.ts';

interface Written {
  subject: string;
  id?: string;
  inReplyTo?: string;
  flags?: string;
}

const quoted = (text: string | undefined): string => (text === undefined ? 'NIL' : `"${text}"`);
const minute = 60_000;

/** An account with mail in three mailboxes; `references` are what is known of messages by texts at hand, by UID in the INBOX. */
const start = async (mail: { INBOX: Written[]; Sent?: Written[]; Trash?: Written[] }, references: Record<number, string[]> = {}) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-conversations-'));
  const store = openStore({ file: path.join(folder, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  await account.takeListed(
    ['INBOX', 'Sent', 'Trash'].map((name) => ({
      mailbox: { path: name, name, delimiter: '/', attributes: name === 'INBOX' ? [] : [`\\${name}`], mailboxId: null },
      status: null,
    })),
  );
  const { mailboxes } = account.read();
  for (const [name, written] of Object.entries(mail) as ['INBOX', Written[]][]) {
    const mailbox = await account.mailbox(mailboxes.find((one) => one.path === name)!.id);
    await mailbox.begin({ uidValidity: 1, uidNext: 1, highestModSeq: null, backfillBelow: null });
    const messages = written.map(({ subject, id, inReplyTo, flags = '\\Seen' }, at) => ({
      uid: at + 1,
      // Of each minute one, and what was sent between them.
      receivedAt: (2 * at + (name === 'INBOX' ? 0 : 1)) * minute,
      flags,
      size: 100,
      envelope: `(NIL "${subject}" NIL NIL NIL NIL NIL NIL ${quoted(inReplyTo)} ${quoted(id)})`,
      structure: '("TEXT" "PLAIN" NIL NIL NIL "7BIT" 1 1 NIL NIL NIL NIL)',
    }));
    await mailbox.addNewer(messages, messages.length + 1);
  }
  const accounts = async () => [{ accountId: 'a', account }];
  const inboxId = mailboxes.find((one) => one.path === 'INBOX')!.id;
  const texts = {
    read: async ({ mailboxId, uid }) =>
      mailboxId === inboxId && references[uid] ? { texts: { content: { references: references[uid] } }, isPartial: false } : null,
  } as Pick<KeptTexts, 'read'>;
  const lists = createMessageLists({ accounts, texts, guesses: noGuesses });
  const list = async (more = {}) => lists.list({ isGrouped: true, offset: 0, limit: 100, ...more });
  return {
    references,
    lists,
    list,
    /** Subjects of the rows, with how many messages each stands for. */
    rows: async () => (await list()).rows.map((row) => [row.subject, row.conversation?.messages ?? 1]),
    conversationOf: async (row: MessageRow) => (await lists.conversationOf(row.ref)).map(({ subject }) => subject),
    [Symbol.dispose]() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
};

test('a list by conversations has a row for each, by its newest message; what was sent ties it together', async () => {
  using mail = await start({
    INBOX: [
      { subject: 'Plans', id: '<a@x>' },
      { subject: 'News', id: '<n@x>' },
      { subject: 'Other words', id: '<c@x>', inReplyTo: '<b@x>', flags: '' },
    ],
    Sent: [{ subject: 'Re: Plans', id: '<b@x>', inReplyTo: '<a@x>' }],
    Trash: [{ subject: 'Re: Plans', id: '<t@x>', inReplyTo: '<a@x>' }],
  });
  expect(await mail.rows()).toEqual([
    ['Other words', 3],
    ['News', 1],
  ]);
  const { rows, total, mailboxes } = await mail.list();
  expect([total, mailboxes, rows[0]!.isUnread, rows[0]!.conversation?.refs.map(({ uid }) => uid)]).toEqual([2, undefined, true, [3, 1]]);
  expect(await mail.conversationOf(rows[0]!)).toEqual(['Plans', 'Re: Plans', 'Other words']);
  expect(await mail.conversationOf(rows[1]!)).toEqual(['News']);
});

test('what is named of a list is every message of it, with what its conversations have, and each once', async () => {
  using mail = await start({
    INBOX: [
      { subject: 'Plans', id: '<a@x>' },
      { subject: 'News', id: '<n@x>' },
      { subject: 'Re: Plans', id: '<c@x>', inReplyTo: '<a@x>' },
    ],
  });
  const named = await mail.lists.refs({ isGrouped: true, offset: 0, limit: 1 });
  expect([named.uids, named.mailboxes]).toMatchObject([[3, 1], [{ accountId: 'a', uidValidity: 1 }]]);
  expect((await mail.lists.refs({ isGrouped: true, offset: 1, limit: 100 })).uids).toEqual([2]);
  expect((await mail.lists.refs({ offset: 0, limit: 100 })).uids).toEqual([3, 2, 1]);
});

test('References that came with a text at hand count, also where they come later', async () => {
  using mail = await start({
    INBOX: [
      { subject: 'Plans', id: '<a@x>' },
      { subject: 'Something else', id: '<c@x>' },
    ],
  });
  expect(await mail.rows()).toHaveLength(2);
  mail.references[2] = ['<a@x>', '<b@x>'];
  expect(await mail.rows()).toEqual([['Something else', 2]]);
});

test('a conversation that is longer than what one row stands for goes on in another', async () => {
  using mail = await start({
    INBOX: Array.from({ length: 450 }, (_, at) => ({ subject: `Part ${at}`, id: `<${at}@x>`, inReplyTo: `<${at - 1}@x>` })),
  });
  const { rows, total } = await mail.list();
  expect([total, rows.map((row) => row.conversation?.refs.length)]).toEqual([3, [200, 200, 50]]);
});
