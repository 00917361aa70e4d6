import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { databases, type DatabasePlace } from './each-database.ts';
import { startSharingProcess, type SharingProcess } from './start-sharing-process.ts';

const isSoak = process.env.KURRIER_SOAK !== undefined;
const accountCount = isSoak ? 60 : 18;
const messageCount = isSoak ? 30 : 10;
/** Bridges that nobody hears of are followed after at most so long: the lease, a round and the taking up. */
const longestTakeOverMs = 15_000;
const lease = { leaseMs: 3_000, roundMs: 200 };

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  beforeAll(async () => (place = await databases[name]()));
  afterAll(() => place[Symbol.asyncDispose]());

  test(
    'of three bridges one is killed and one stops for longer than its lease: the last takes over, and no message goes twice',
    { timeout: 180_000 },
    async () => {
      const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-take-over-'));
      // Slow enough that whoever stops has a message on its way.
      await using server = await startFaultyRelay(['PIPELINING'], () => ({ endMs: 300 }));
      const start = (bridge: string) =>
        startSharingProcess({ dataDir: path.join(dir, bridge), uri: place.server!.uri, keyFile: path.join(dir, 'shared.key'), ...lease });
      await using killed = await start('killed');
      for (let index = 0; index < accountCount; index++) {
        const smtp = { host: '127.0.0.1', port: server.port, username: `a${index}`, password: 'pw', secure: false, allowUnencrypted: true };
        await killed.call(saveAccount, { change: { address: `a${index}@mail.test`, smtp: { ...smtp, pool: true } } });
      }
      await using frozen = await start('frozen');
      await using last = await start('last');
      const bridges = [killed, frozen, last];
      const shares = async (of: readonly SharingProcess[]) => Promise.all(of.map(async (bridge) => (await bridge.state()).own));
      await expect.poll(() => shares(bridges), { timeout: 30_000 }).toEqual(Array(3).fill(accountCount / 3));
      const isVerified = async () => (await last.call(listAccounts, {})).accounts.every(({ smtp }) => smtp?.status.state === 'verified');
      await expect.poll(isVerified, { timeout: 30_000 }).toBe(true);
      const { accounts } = await last.call(listAccounts, {});

      // Each message is accepted by whichever bridge has the account.
      const accepted = new Set<string>();
      const accept = async (accountId: string, address: string, index: number): Promise<void> => {
        const to = `m${index}-${address}`;
        const message = { from: { address }, to: [{ address: to }], subject: to, text: 'x'.repeat(index * 500) };
        for (const bridge of bridges) {
          const answer = await bridge.tryCall(sendMessage, { accountId, idempotencyKey: to.replace(/\W/g, '-'), holdMs: 0, message });
          if (answer.ok && 'entry' in answer.value) {
            accepted.add(to);
            return;
          }
        }
      };
      const accepting = accounts.map(async ({ id, address }) => {
        for (let index = 0; index < messageCount; index++) await accept(id, address, index);
      });
      // In the middle of the sending, of every account.
      await expect.poll(() => new Set(server.taken.map(({ from }) => from)).size, { interval: 1, timeout: 20_000 }).toBe(accountCount);
      frozen.signal('SIGSTOP');
      killed.signal('SIGKILL');
      const stoppedAt = performance.now();
      await expect.poll(async () => (await last.state()).own, { timeout: longestTakeOverMs }).toBe(accountCount);
      expect(performance.now() - stoppedAt).toBeLessThan(longestTakeOverMs);
      frozen.signal('SIGCONT');
      await Promise.allSettled(accepting);
      await expect.poll(async () => (await frozen.state()).refusedWrites, { timeout: 20_000 }).toBeGreaterThan(0);
      await expect.poll(() => shares([frozen, last]), { timeout: 30_000 }).toEqual([accountCount / 2, accountCount / 2]);

      const entries = async () => (await last.call(listOutbox, { limit: 500 })).entries;
      const isOpen = (state: string) => state === 'queued' || state === 'sending' || state === 'deferred';
      await expect
        .poll(async () => (await entries()).filter(({ status }) => isOpen(status.state)).length, { timeout: 60_000, interval: 200 })
        .toBe(0);
      const settled = new Map((await entries()).map(({ subject, status }) => [subject, status.state]));
      const times = (to: string) => server.taken.filter(({ recipients }) => recipients.includes(to)).length;
      for (const to of accepted) expect(settled.has(to), `${to} was accepted and is lost`).toBe(true);
      const wrong = [...settled].filter(([to, state]) => (state === 'sent' ? times(to) !== 1 : state !== 'unknown' || times(to) > 1));
      expect(wrong.map(([to, state]) => `${to}: ${state}, taken ${times(to)} times`)).toEqual([]);
      expect(settled.size).toBeGreaterThan(accountCount);
      rmSync(dir, { recursive: true });
    },
  );
});
