import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../bridge/src/store/open-store.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import type { MailServer } from './mail-server.ts';
import { mailServers } from './mail-servers.ts';
import { readStore } from './read-server.ts';
import { createRandom } from './seeded-random.ts';
import { startGate } from './start-gate.ts';
import { commandAccount, startSyncCommand } from './sync-command.ts';
import { trySync } from './try-sync.ts';

const seed = Number(process.env.KURRIER_SEED ?? 20261125);
const isSoak = process.env.KURRIER_SOAK !== undefined;
const messages = 2_500;
/** A message's headers and structure on the wire, here. */
const pageBytes = 500 * 700;
/** What a connection costs before the first of them: where nothing less tells what changed, a look at every message. */
const overheadBytes = 40_000 + messages * 60;

describe.each(Object.entries(mailServers))('%s', (name, start) => {
  const times = isSoak ? 30 : name === 'Dovecot with QRESYNC' ? 4 : 2;
  let mail: MailServer;
  let dir: string;
  beforeAll(async () => {
    mail = await start();
    await mail.fill(messages, seed);
    dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-cut-'));
  });
  afterAll(async () => {
    await mail[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true });
  });

  const open = (data: string): Store => openStore({ file: path.join(dir, data, 'store', 'mail.sqlite'), durability: 'normal' });

  test(
    'cut at random bytes again and again, the sync goes on where it was, and fetches at most a page twice',
    { timeout: 60_000 + times * 5_000 },
    async () => {
      const random = createRandom(seed);
      await using gate = await startGate(mail);
      const whole = open('whole');
      expect(await trySync(mail, gate.port, await openMailAccountStore('a', whole.namespace))).toBe('synced');
      whole.close();
      const wholeBytes = gate.bytes();
      const store = open('cut');
      for (let i = 0; i < times; i++) {
        gate.cutAfter(random.int(1_000, Math.round(wholeBytes / 2)));
        await trySync(mail, gate.port, await openMailAccountStore('a', store.namespace));
      }
      gate.cutAfter(null);
      expect(await trySync(mail, gate.port, await openMailAccountStore('a', store.namespace))).toBe('synced');
      expect(await readStore(await openMailAccountStore('a', store.namespace))).toEqual(await mail.read());
      expect(gate.bytes() - wholeBytes).toBeLessThan(wholeBytes + times * (pageBytes + overheadBytes));
      store.close();
    },
  );

  test(
    'killed at random points of a first sync, it goes on where it was, and fetches at most a page twice',
    { timeout: 60_000 + times * 15_000 },
    async () => {
      const random = createRandom(seed + 1);
      await using gate = await startGate(mail);
      const run = (data: string) => startSyncCommand(path.join(dir, data), { port: gate.port, caPem: mail.caPem });
      expect(JSON.parse(await run('once').ended)).toMatchObject({ messages });
      const wholeBytes = gate.bytes();
      // Slowed down, so that there is something to be killed in.
      gate.slow(2);
      for (let i = 0; i < times; i++) {
        const at = gate.bytes() + random.int(2_000, Math.round(wholeBytes / 3));
        const { child, ended } = run('killed');
        await gate.passed(at, ended);
        child.kill('SIGKILL');
        await ended;
      }
      gate.slow(0);
      expect(JSON.parse(await run('killed').ended)).toMatchObject({ messages, failures: [] });
      const store = open('killed');
      expect(await readStore(await openMailAccountStore(commandAccount, store.namespace))).toEqual(await mail.read());
      store.close();
      // What a killed process had been sent but not stored is a page, and what lay in the sockets.
      expect(gate.bytes() - wholeBytes).toBeLessThan(wholeBytes + times * (2 * pageBytes + overheadBytes));
    },
  );

  test('a server that is restarted under it is found again', { timeout: 90_000 }, async () => {
    await using gate = await startGate(mail);
    const store = open('restarted');
    const account = await openMailAccountStore('a', store.namespace);
    const first = trySync(mail, gate.port, account);
    const release = await gate.held(200_000, first);
    await mail.restart();
    release();
    expect(await first).toBe('net.reset');
    expect(await trySync(mail, gate.port, account)).toBe('synced');
    expect(await readStore(account)).toEqual(await mail.read());
    store.close();
  });
});
