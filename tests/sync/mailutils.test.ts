import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore, type MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { runCommand } from '../../bridge/src/imap/run-command.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncMailbox } from '../../bridge/src/sync/engine/sync-mailbox.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import type { MailServer } from './mail-server.ts';
import { readStore, withoutSizes } from './read-server.ts';
import { startMailutilsMail } from './start-mailutils-mail.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-mailutils-sync-'));
const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
let mail: MailServer;
let account: MailAccountStore;
let client: ImapFlow;
beforeAll(async () => {
  mail = await startMailutilsMail();
  await mail.fill(1_950, 1);
  client = await mail.connectOther();
  account = await openMailAccountStore('a', store.namespace);
});
afterAll(async () => {
  client.close();
  store.close();
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

/** One sync on a connection of its own, and what it asked the server. */
const sync = async (): Promise<string[]> => {
  const session = await mail.openSession();
  const asked: string[] = [];
  const connection = prepareConnection({
    ...session,
    command(parts, options) {
      asked.push(typeof parts === 'string' ? parts : parts.map(String).join(''));
      return session.command(parts, options);
    },
  });
  expect(await syncOnce(connection, account)).toMatchObject({ ok: true, value: { failures: [] } });
  session.close();
  return asked;
};

/** The clock's second that the server takes a UIDVALIDITY from is another one afterwards. */
const passSecond = () => wait(1_000 - (Date.now() % 1_000) + 20);

test('its own answers: 1,950 messages exist, and `UID SEARCH UID 1:*` names none of them', async () => {
  const session = await mail.openSession();
  const lines: string[] = [];
  const onUntagged = (line: Buffer) => void lines.push(line.toString().trim());
  await runCommand(session, 'EXAMINE INBOX', { onUntagged });
  await runCommand(session, 'UID SEARCH UID 1:*', { onUntagged });
  session.close();
  expect(lines).toContain('* 1950 EXISTS');
  expect(lines.at(-1)).toBe('* SEARCH');
});

test('all of them are stored at the first sync, in INBOX and in another mailbox', async () => {
  await client.mailboxCreate('Lists');
  for (let i = 0; i < 3; i++) await mail.deliver('Lists', `170000000${i}`, `Subject: list ${i}\n\nx\n`);
  const asked = await sync();
  expect(asked).toContain('UID SEARCH UID 1:*');
  const stored = await readStore(account);
  expect(stored.INBOX).toHaveLength(1 + 1_950);
  expect(stored.Lists!.slice(1).map((line) => line.replace(/^(\d+) .* (list \d)$/, '$1 $2'))).toEqual(['1 list 0', '2 list 1', '3 list 2']);
});

test('a mailbox that nobody opened for writing has another UIDVALIDITY every second; it is fetched again once, and has one from then on', async () => {
  await passSecond();
  await sync();
  const after = withoutSizes(await readStore(account));
  await passSecond();
  const asked = await sync();
  expect(asked.filter((command) => /^UID FETCH .*ENVELOPE/.test(command))).toEqual([]);
  expect(withoutSizes(await readStore(account))).toEqual(after);
  expect(after).toEqual(withoutSizes(await mail.read()));
});

test('flags that another program changed are found by SEARCH, without a look at all messages', async () => {
  await client.mailboxOpen('INBOX');
  await client.messageFlagsAdd('1000:1010', ['\\Seen', '\\Flagged']);
  await client.mailboxClose();
  const session = await mail.openSession();
  const inbox = account.read().mailboxes.find(({ role }) => role === 'inbox')!;
  const work = { connection: prepareConnection(session), name: inbox.name, objectId: null, store: await account.mailbox(inbox.id) };
  expect(await syncMailbox({ ...work, thorough: false, searched: true, since: null, onProgress: () => {} })).toMatchObject({ ok: true });
  session.close();
  expect(withoutSizes(await readStore(account))).toEqual(withoutSizes(await mail.read()));
});

test('its exceptions are its own: a plain client is told another size later, and refused a keyword', async () => {
  await mail.deliver('Lists', '1700000009', 'Subject: list 9\n\nx\n');
  const sizeOf = async () => {
    await client.mailboxOpen('Lists', { readOnly: true });
    const message = await client.fetchOne('4', { size: true });
    return message && message.size;
  };
  const before = await sizeOf();
  await client.mailboxOpen('Lists');
  await client.messageFlagsAdd('4', ['\\Seen']);
  await client.mailboxClose();
  expect(await sizeOf()).not.toBe(before);
  await client.mailboxOpen('Lists');
  expect(await client.messageFlagsAdd('4', ['Urgent'])).toBe(false);
});
