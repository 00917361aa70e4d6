import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { deliverByLmtp } from './deliver-by-lmtp.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { startMail, user, type Mail } from './start-mail.ts';
import { commandAccount, startSyncCommand } from './sync-command.ts';
import { trySync } from './try-sync.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261127);
const times = process.env.KURRIER_SOAK ? 30 : 6;
const messages = 2_500;

let mail: Mail;
let dir: string;
beforeAll(async () => {
  mail = await startMail();
  await mail.fill(messages, seed);
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-first-'));
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

const open = (data: string): Store => openStore({ file: path.join(dir, data, 'store', 'mail.sqlite'), durability: 'normal' });

test('cut within the first pages, over and over: no message is taken for the reason', { timeout: 30_000 + times * 15_000 }, async () => {
  const random = createRandom(seed);
  await using gate = await startGate(mail);
  const store = open('suspected');
  const openAccount = () => openMailAccountStore('a', store.namespace);
  const readTrouble = async () => {
    const account = await openAccount();
    const inbox = account.read().mailboxes.find(({ role }) => role === 'inbox');
    return inbox ? (await account.mailbox(inbox.id)).trouble() : null;
  };
  let mostKills = 0;
  for (let i = 0; i < times * 6; i++) {
    // Now in the middle of a page, now soon after the mailbox was opened, where a single message may be on its way.
    gate.cutAfter(random.int(4_000, random.chance(0.5) ? 12_000 : 120_000));
    await trySync(mail, gate.port, await openAccount());
    const trouble = await readTrouble();
    mostKills = Math.max(mostKills, trouble?.suspicion?.kills ?? 0);
    expect(trouble?.unreadable ?? [], `seed ${seed}, cut ${i}`).toEqual([]);
  }
  expect(mostKills).toBeGreaterThan(2);
  gate.cutAfter(null);
  expect(await trySync(mail, gate.port, await openAccount())).toBe('synced');
  expect(await readStore(await openAccount())).toEqual(await mail.read());
  store.close();
});

test('a disk that is full is said by name; with room again the sync goes on', { timeout: 90_000 }, async () => {
  const run = (limit: string) => startSyncCommand(path.join(dir, 'full'), { ...mail, limit }).ended;
  // Files may not grow past 600 kB; without the signal that would end the process, writing fails as on a full disk.
  expect(JSON.parse(await run('trap "" XFSZ; ulimit -f 600;'))).toEqual({
    failure: expect.objectContaining({ kind: 'local.store_failed' }),
  });
  expect(JSON.parse(await run(''))).toMatchObject({ messages, failures: [] });
  const store = open('full');
  expect(await readStore(await openMailAccountStore(commandAccount, store.namespace))).toEqual(await mail.read());
  store.close();
});

test('what arrives during a long first sync is not kept waiting for it', { timeout: 90_000 }, async () => {
  await using gate = await startGate({ port: mail.dovecot.ports.imaps });
  const store = open('arrivals');
  const session = await mail.openSession({ port: gate.port });
  const account = await openMailAccountStore('a', store.namespace);
  const storedWhenSeen: number[] = [];
  let newest: (() => number) | undefined;
  const synced = syncOnce(prepareConnection(session), account, {
    onProgress(path, done) {
      if (path === 'INBOX' && newest?.() === messages + 1) storedWhenSeen.push(done);
    },
  });
  const release = await gate.held(100_000, synced);
  await deliverByLmtp(mail.dovecot.ports.lmtp, user, 'Subject: in between\n\nx');
  const inbox = await account.mailbox(account.read().mailboxes.find(({ role }) => role === 'inbox')!.id);
  newest = () => inbox.pages().at(-1)?.last ?? 0;
  release();
  await synced;
  session.close();
  expect(storedWhenSeen[0]).toBeLessThan(messages);
  expect(await readStore(account)).toEqual(await mail.read());
  store.close();
});
