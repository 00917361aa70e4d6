import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore, type MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection, type SyncConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import type { MaildirServer } from './mail-server.ts';
import { readStore } from './read-server.ts';
import { startCourierMail } from './start-courier-mail.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-courier-sync-'));
const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
let mail: MaildirServer;
let account: MailAccountStore;
let connection: SyncConnection;
let traffic: () => { received: number };
beforeAll(async () => {
  mail = await startCourierMail();
  await mail.fill(500, 1);
  account = await openMailAccountStore('a', store.namespace);
  const session = await mail.openSession();
  traffic = () => session.traffic();
  connection = prepareConnection(session);
});
afterAll(async () => {
  connection.session.close();
  store.close();
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

/** Syncs, and returns how many bytes that took. */
const sync = async (): Promise<number> => {
  const before = traffic().received;
  expect(await syncOnce(connection, account)).toMatchObject({ ok: true, value: { failures: [] } });
  return traffic().received - before;
};

test('a mailbox that nobody ever opened gets UIDs that stay', async () => {
  const file = path.join(mail.maildirOf('INBOX'), 'courierimapuiddb');
  expect(existsSync(file)).toBe(false);
  await sync();
  expect(existsSync(file)).toBe(true);
  expect(await readStore(account)).toEqual(await mail.read());
});

test('the UID of a new message stays when another one appears before it', async () => {
  await mail.deliver('INBOX', '1800000002.M1P1.mail.test', 'Subject: second\n\nx\n');
  await sync();
  await mail.deliver('INBOX', '1800000001.M1P1.mail.test', 'Subject: first\n\nx\n');
  await sync();
  const contents = await readStore(account);
  expect(contents.INBOX!.slice(-2)).toEqual(['501 [] 22 second', '502 [] 21 first']);
  expect(contents).toEqual(await mail.read());
});

test('when the newest message goes, nothing is fetched anew', async () => {
  const other = await mail.connectOther();
  await other.mailboxOpen('INBOX');
  await other.messageDelete('502', { uid: true });
  await other.logout();
  // UID and flags of each of the others, and no headers.
  expect(await sync()).toBeLessThan(501 * 60);
  expect(await readStore(account)).toEqual(await mail.read());
});

test('what another client marked as deleted stays there', async () => {
  const other = await mail.connectOther();
  await other.mailboxOpen('INBOX');
  await other.messageFlagsAdd('7', ['\\Deleted'], { uid: true });
  for (let i = 0; i < 3; i++) await sync();
  connection.session.close();
  connection = prepareConnection(await mail.openSession());
  await syncOnce(connection, account);
  expect((await mail.read()).INBOX).toContainEqual(expect.stringMatching(/^7 \[\S*\\Deleted/));
  await other.logout();
});
