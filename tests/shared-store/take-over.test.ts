import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type DatabasePlace } from './each-database.ts';
import type { SharingProcess } from './start-sharing-process.ts';
import { startTakeOverScene, type TakeOverSize } from './take-over-scene.ts';

const isSoak = process.env.KURRIER_SOAK !== undefined;
const seed = Number(process.env.KURRIER_SEED ?? 20261130);
/** The whole of it with the lease and the rounds that bridges have. */
const size: TakeOverSize = isSoak
  ? { accounts: 60, mail: 1_667, sent: 30, leaseMs: 10_000, roundMs: 2_000, seed }
  : { accounts: 6, mail: 20, sent: 6, leaseMs: 3_000, roundMs: 200, seed };
const { accounts } = size;
/** Bridges that nobody hears of are followed after at most so long: the lease, a round and the taking up. */
const longestTakeOverMs = 15_000;
/** Deadlines against hanging: a PostgreSQL on a busy disk takes a second for what it takes milliseconds for otherwise. */
const patientMs = isSoak ? 600_000 : 120_000;

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  beforeAll(async () => (place = await databases[name]()));
  afterAll(() => place[Symbol.asyncDispose]());

  test(
    'of three bridges one is killed, one stops for longer than its lease and then loses its way to the store, and the last is an hour ahead: it takes over, no message goes twice, and all mail is there',
    { timeout: isSoak ? 1_800_000 : 300_000 },
    async () => {
      console.log(`${name}, seed ${seed}`);
      await using scene = await startTakeOverScene(place.server!.uri, size);
      const { shares, line } = scene;
      await using killed = await scene.start('killed');
      await scene.addAccounts(killed);
      await using frozen = await scene.startOnLine('frozen');
      await using last = await scene.startAnHourAhead('last');
      const all = [killed, frozen, last];
      const untilShared = (by: readonly SharingProcess[]) =>
        expect.poll(() => shares(by), { timeout: patientMs }).toEqual(Array(by.length).fill(accounts / by.length));
      const untilListed = async (by: readonly SharingProcess[], count: number) => {
        for (const bridge of by)
          await expect.poll(() => scene.listed(bridge), { timeout: patientMs, interval: 200 }).toEqual(Array(accounts).fill(count));
      };
      const untilTakenOver = async (stoppedAt: number) => {
        await expect.poll(async () => (await last.state()).own, { timeout: longestTakeOverMs }).toBe(accounts);
        expect(performance.now() - stoppedAt).toBeLessThan(longestTakeOverMs);
        return performance.now() - stoppedAt;
      };
      const untilBegun = (what: string) => expect.poll(() => scene.begun(what), { interval: 1, timeout: patientMs }).toBe(accounts);
      await untilShared(all);
      await expect.poll(() => scene.isVerified(last), { timeout: patientMs }).toBe(true);
      await untilListed(all, size.mail);

      const first = scene.sendFromAll('m', all);
      // In the middle of the sending, of every account.
      await untilBegun('m');
      frozen.signal('SIGSTOP');
      killed.signal('SIGKILL');
      const stoppedAt = performance.now();
      await scene.deliverToAll('meanwhile');
      const takenOverMs = await untilTakenOver(stoppedAt);
      await untilListed([last], size.mail + 1);
      const listedMs = performance.now() - stoppedAt;
      frozen.signal('SIGCONT');
      await first.done;
      await expect.poll(async () => (await frozen.state()).refusedWrites, { timeout: patientMs }).toBeGreaterThan(0);
      const refused = (await frozen.state()).refusedWrites;
      await untilShared([frozen, last]);

      const second = scene.sendFromAll('cut', [frozen, last]);
      await untilBegun('cut');
      line.cut(true);
      const cutAt = performance.now();
      await scene.deliverToAll('cut off');
      const takenOverFromCutMs = await untilTakenOver(cutAt);
      line.cut(false);
      await second.done;
      await untilShared([frozen, last]);
      await untilListed([frozen, last], size.mail + 2);

      const isOpen = (state: string) => state === 'queued' || state === 'sending' || state === 'deferred';
      await expect
        .poll(async () => (await scene.entries(last)).filter(({ status }) => isOpen(status.state)).length, {
          timeout: patientMs,
          interval: 200,
        })
        .toBe(0);
      const settled = new Map((await scene.entries(last)).map(({ subject, status }) => [subject, status.state]));
      for (const to of [...first.accepted, ...second.accepted]) expect(settled.has(to), `${to} was accepted and is lost`).toBe(true);
      const wrong = [...settled].filter(([to, state]) => {
        const times = scene.times(to);
        return state === 'sent' ? times !== 1 : state !== 'unknown' || times > 1;
      });
      expect(wrong.map(([to, state]) => `${to}: ${state}, taken ${scene.times(to)} times`)).toEqual([]);
      expect(settled.size).toBeGreaterThan(accounts);
      const unknown = [...settled.values()].filter((state) => state === 'unknown').length;
      console.log(JSON.stringify({ name, takenOverMs, listedMs, refused, takenOverFromCutMs, messages: settled.size, unknown }));
    },
  );
});
