import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { openAccountStore } from '../../bridge/src/sync/account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/sync-once.ts';
import { deliverByLmtp } from './deliver-by-lmtp.ts';
import { fillMaildir } from './fill-maildir.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { password, startMail, user, type Mail } from './start-mail.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
const times = process.env.KURRIER_SOAK ? 30 : 6;
const messages = 2_500;
/** A message's headers and structure on the wire, here; and what a connection costs before the first of them. */
const pageBytes = 500 * 700;
const overheadBytes = 40_000;
const root = path.resolve(import.meta.dirname, '../..');

let mail: Mail;
let dir: string;
beforeAll(async () => {
  mail = await startMail();
  fillMaildir(mail.dovecot.maildir(user), messages, seed);
  dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-cut-'));
  writeFileSync(path.join(dir, 'ca.pem'), mail.caPem);
});
afterAll(async () => {
  await mail[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

const open = (name: string): Store => openStore({ file: path.join(dir, name, 'store', 'mail.sqlite'), durability: 'normal' });

/** One attempt through a port; whatever becomes of it. */
const attempt = async (store: Store, port: number) => {
  try {
    const session = await mail.openSession({ port });
    const synced = await syncOnce(prepareConnection(session), await openAccountStore('a', store.namespace));
    session.close();
    return synced.ok;
  } catch {
    return false;
  }
};

const runCommand = (name: string, port: number, limit = '') => {
  const account = { address: user, imap: { host: 'localhost', port: 993, username: user, secure: true, password } };
  const command = `${limit} exec "$0" "$@"`;
  const args = [
    'bridge/src/cli/main.ts',
    'sync',
    '--json',
    '--data',
    path.join(dir, name),
    '--ca',
    path.join(dir, 'ca.pem'),
    '--connect-to',
    `localhost:993:127.0.0.1:${port}`,
  ];
  const child = spawn('bash', ['-c', command, process.execPath, ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(account));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended: once(child, 'close').then(() => output) };
};

/** The account as the command names it. */
const commandAccount = createHash('sha256').update(`${user}\nlocalhost`).digest('hex').slice(0, 16);

test(
  'cut at random bytes again and again, the sync goes on where it was, and fetches at most a page twice',
  { timeout: 30_000 + times * 5_000 },
  async () => {
    const random = createRandom(seed);
    await using gate = await startGate({ port: mail.dovecot.ports.imaps });
    const whole = open('whole');
    expect(await attempt(whole, gate.port)).toBe(true);
    whole.close();
    const wholeBytes = gate.bytes();
    const store = open('cut');
    for (let i = 0; i < times; i++) {
      gate.cutAfter(random.int(1_000, Math.round(wholeBytes / 2)));
      await attempt(store, gate.port);
    }
    gate.cutAfter(null);
    expect(await attempt(store, gate.port)).toBe(true);
    expect(await readStore(await openAccountStore('a', store.namespace))).toEqual(await mail.read());
    expect(gate.bytes() - wholeBytes).toBeLessThan(wholeBytes + times * (pageBytes + overheadBytes));
    store.close();
  },
);

test('cut within the first pages, over and over: no message is taken for the reason', { timeout: 30_000 + times * 15_000 }, async () => {
  const random = createRandom(seed + 2);
  await using gate = await startGate({ port: mail.dovecot.ports.imaps });
  const store = open('suspected');
  const troubles = async () => {
    const account = await openAccountStore('a', store.namespace);
    const inbox = account.read().mailboxes.find(({ role }) => role === 'inbox');
    return inbox ? (await account.mailbox(inbox.id)).trouble() : null;
  };
  let mostKills = 0;
  for (let i = 0; i < times * 6; i++) {
    // Now in the middle of a page, now soon after the mailbox was opened, where a single message may be on its way.
    gate.cutAfter(random.int(4_000, random.chance(0.5) ? 12_000 : 120_000));
    await attempt(store, gate.port);
    const trouble = await troubles();
    mostKills = Math.max(mostKills, trouble?.suspicion?.kills ?? 0);
    expect(trouble?.unreadable ?? [], `seed ${seed + 2}, cut ${i}`).toEqual([]);
  }
  expect(mostKills).toBeGreaterThan(2);
  gate.cutAfter(null);
  expect(await attempt(store, gate.port)).toBe(true);
  expect(await readStore(await openAccountStore('a', store.namespace))).toEqual(await mail.read());
  store.close();
});

test(
  'killed at random points of a first sync, it goes on where it was, and fetches at most a page twice',
  { timeout: 60_000 + times * 15_000 },
  async () => {
    const random = createRandom(seed + 1);
    await using gate = await startGate({ port: mail.dovecot.ports.imaps });
    const once = runCommand('once', gate.port);
    expect(JSON.parse(await once.ended)).toMatchObject({ messages });
    const wholeBytes = gate.bytes();
    // Slowed down, so that there is something to be killed in.
    gate.slow(2);
    for (let i = 0; i < times; i++) {
      const before = gate.bytes();
      const at = before + random.int(2_000, Math.round(wholeBytes / 3));
      const { child, ended } = runCommand('killed', gate.port);
      await gate.passed(at, ended);
      child.kill('SIGKILL');
      await ended;
    }
    gate.slow(0);
    const last = await runCommand('killed', gate.port).ended;
    expect(JSON.parse(last)).toMatchObject({ messages, failures: [] });
    const store = open('killed');
    expect(await readStore(await openAccountStore(commandAccount, store.namespace))).toEqual(await mail.read());
    store.close();
    // What a killed process had been sent but not stored is a page, and what lay in the sockets.
    expect(gate.bytes() - wholeBytes).toBeLessThan(wholeBytes + times * (2 * pageBytes + overheadBytes));
  },
);

test('a server that is restarted under it is found again', { timeout: 90_000 }, async () => {
  await using gate = await startGate({ port: mail.dovecot.ports.imaps });
  const store = open('restarted');
  gate.slow(2);
  const first = attempt(store, gate.port);
  await gate.passed(200_000, first);
  await mail.doveadm('kick', user);
  expect(await first).toBe(false);
  gate.slow(0);
  expect(await attempt(store, gate.port)).toBe(true);
  expect(await readStore(await openAccountStore('a', store.namespace))).toEqual(await mail.read());
  store.close();
});

test('a disk that is full is said by name; with room again the sync goes on', { timeout: 90_000 }, async () => {
  await using gate = await startGate({ port: mail.dovecot.ports.imaps });
  // Files may not grow past 600 kB; without the signal that would end the process, writing fails as on a full disk.
  const full = await runCommand('full', gate.port, 'trap "" XFSZ; ulimit -f 600;').ended;
  expect(JSON.parse(full)).toEqual({ failure: expect.objectContaining({ kind: 'local.store_failed' }) });
  const roomy = await runCommand('full', gate.port).ended;
  expect(JSON.parse(roomy)).toMatchObject({ messages, failures: [] });
  const store = open('full');
  expect(await readStore(await openAccountStore(commandAccount, store.namespace))).toEqual(await mail.read());
  store.close();
});

test('what arrives during a long first sync is not kept waiting for it', { timeout: 90_000 }, async () => {
  await using gate = await startGate({ port: mail.dovecot.ports.imaps });
  const store = open('arrivals');
  gate.slow(5);
  const session = await mail.openSession({ port: gate.port });
  const account = await openAccountStore('a', store.namespace);
  const storedWhenSeen: number[] = [];
  let newest: (() => number) | undefined;
  const synced = syncOnce(prepareConnection(session), account, {
    onProgress(path, done) {
      if (path === 'INBOX' && newest?.() === messages + 1) storedWhenSeen.push(done);
    },
  });
  await gate.passed(100_000, synced);
  await deliverByLmtp(mail.dovecot.ports.lmtp, user, 'Subject: in between\n\nx');
  const inbox = await account.mailbox(account.read().mailboxes.find(({ role }) => role === 'inbox')!.id);
  newest = () => inbox.pages().at(-1)?.last ?? 0;
  await synced;
  session.close();
  expect(storedWhenSeen[0]).toBeLessThan(messages);
  expect(await readStore(account)).toEqual(await mail.read());
  store.close();
});
