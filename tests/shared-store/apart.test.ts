import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listMessages } from '@kurrier/shared/api/mail';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { startMailServers, type MailServers } from '../send/start-mail-servers.ts';
import { readMailbox } from '../send/read-mailbox.ts';
import { startCuttingProxy } from '../servers/start-cutting-proxy.ts';
import { startRedis } from '../servers/start-redis.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { databases, type DatabasePlace } from './each-database.ts';
import { createSharers } from './start-shared.ts';
import { startSharingProcess } from './start-sharing-process.ts';

/** A minute where there is time for it; else as long beyond the lease, which is as much shorter. */
/** A lease so short that it runs out soon, and long enough that a busy machine renews it in time. */
const shortestMs = 3_000;
const frozenMs = process.env.KURRIER_SOAK === undefined ? 5_000 : 60_000;
const hourMs = 3_600_000;

let servers: MailServers;
beforeAll(async () => (servers = await startMailServers()));
afterAll(() => servers[Symbol.asyncDispose]());

const deliver = (subject: string) =>
  deliverByLmtp(servers.dovecot.ports.lmtp, 'ann@mail.test', `From: x@mail.test\nSubject: ${subject}\n\nhello`);
const subjectsOf = (messages: Awaited<ReturnType<typeof readMailbox>>) =>
  messages.map(({ source }) => /^Subject: (.*?)\r?$/m.exec(source.toString())?.[1]);

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  let sharers: ReturnType<typeof createSharers>;
  beforeAll(async () => {
    place = await databases[name]();
    sharers = createSharers(place.server!.uri, servers);
  });
  afterAll(async () => {
    sharers[Symbol.dispose]();
    await place[Symbol.asyncDispose]();
  });

  test(
    'a bridge that is cut off from the store alone says so, sends nothing, and writes nothing once it is back',
    { timeout: 90_000 },
    async () => {
      const { port } = new URL(place.server!.uri);
      await using line = await startCuttingProxy(Number(port));
      const through = place.server!.uri.replace(`:${port}`, `:${line.port}`);
      await using cut = await sharers.start('cut', {}, through);
      const ann = await cut.addAccount('ann');
      await expect.poll(async () => (await cut.state()).own).toBe(1);
      await deliver(`before ${name}`);
      await expect.poll(() => cut.subjects()).toContain(`before ${name}`);
      await using other = await sharers.start('other');
      expect(await other.addresses()).toEqual(['ann@mail.test']);

      line.cut(true);
      await deliver(`meanwhile ${name}`);
      const refused = await cut.send(ann, `cut off ${name}`);
      expect(refused).toMatchObject({ ok: false, failure: { kind: 'shared-store-away' } });
      await expect.poll(async () => (await other.state()).own).toBe(1);
      await expect.poll(() => other.subjects()).toContain(`meanwhile ${name}`);
      expect(await cut.state()).toMatchObject({ problem: 'shared-store-away' });
      expect(await other.send(ann, `by the other ${name}`)).toMatchObject({ ok: true });
      await expect.poll(() => other.outbox()).toContain(`by the other ${name}: sent`);

      line.cut(false);
      await expect.poll(async () => (await cut.state()).problem).toBeNull();
      await expect.poll(async () => (await cut.state()).own + (await other.state()).own).toBe(1);
      await deliver(`after ${name}`);
      for (const bridge of [cut, other]) {
        await expect.poll(() => bridge.subjects()).toContain(`after ${name}`);
        const listed = (await bridge.subjects()).filter((subject) => subject.endsWith(name));
        expect(listed.toSorted()).toEqual(['after', 'before', 'meanwhile'].map((what) => `${what} ${name}`));
      }
      const received = subjectsOf(await readMailbox(servers, 'bob')).filter((subject) => subject?.endsWith(name));
      expect(received).toEqual([`by the other ${name}`]);
    },
  );

  test('a bridge that stops in a live sync for longer than its lease writes nothing when it goes on', { timeout: 180_000 }, async () => {
    const caFile = path.join(sharers.dir, 'ca.pem');
    writeFileSync(caFile, servers.caPem);
    const keyFile = path.join(sharers.dir, 'shared.key');
    const uri = place.server!.uri;
    await using frozen = await startSharingProcess({
      dataDir: path.join(sharers.dir, 'frozen'),
      uri,
      keyFile,
      leaseMs: shortestMs,
      roundMs: 100,
      caFile,
    });
    await expect.poll(async () => (await frozen.state()).own).toBe(1);
    await using last = await sharers.start('last', { leaseMs: shortestMs });
    const ids = (await last.call(listAccounts, {})).accounts.map(({ id }) => id);
    const listed = async (bridge: Pick<typeof frozen, 'call'>) =>
      (await bridge.call(listMessages, { limit: 100 })).rows
        .map(({ subject }) => subject)
        .filter((subject) => subject.startsWith(`live`) && subject.endsWith(name));
    await deliver(`live 1 ${name}`);
    await expect.poll(() => listed(frozen)).toEqual([`live 1 ${name}`]);
    // In the middle of what is told it.
    const delivering = Promise.all(Array.from({ length: 10 }, (_, index) => deliver(`live ${index + 2} ${name}`)));
    frozen.signal('SIGSTOP');
    const stoppedAt = performance.now();
    await delivering;
    await expect.poll(async () => (await last.state()).own).toBe(1);
    const all = Array.from({ length: 11 }, (_, index) => `live ${index + 1} ${name}`).toSorted();
    await expect.poll(async () => (await listed(last)).toSorted()).toEqual(all);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, frozenMs - (performance.now() - stoppedAt))));
    const database = await place.open();
    const states = async () => (await database.leases()).filter((lease) => lease.name === `account:${ids[0]}`);
    const [before] = await states();
    frozen.signal('SIGCONT');
    await expect.poll(async () => (await frozen.state()).own).toBe(0);
    await expect.poll(async () => (await listed(frozen)).toSorted()).toEqual(all);
    // The other one still has it, by the same number: nobody else has written under it.
    await expect.poll(states).toMatchObject([{ holder: before!.holder, fence: before!.fence, isExpired: false }]);
    await database.close();
    await deliver(`live 12 ${name}`);
    for (const bridge of [frozen, last])
      await expect.poll(async () => (await listed(bridge)).toSorted()).toEqual([...all, `live 12 ${name}`].toSorted());
  });
});

test.concurrent.for(['Redis', 'PostgreSQL'] as const)(
  '%s: an hour ahead, a bridge shares its accounts, hands over and is followed as any other, and nobody waits an hour',
  { timeout: 90_000 },
  async (name, { expect }) => {
    await using place = await databases[name]();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-clocks-'));
    await using relay = await startFaultyRelay(['PIPELINING']);
    const start = (bridge: string, clockMs: number) =>
      startSharingProcess({
        dataDir: path.join(dir, bridge),
        uri: place.server!.uri,
        keyFile: path.join(dir, 'shared.key'),
        leaseMs: 2_000,
        roundMs: 100,
        clockMs,
      });
    await using ahead = await start('ahead', hourMs);
    const ids: string[] = [];
    for (const user of ['a0', 'a1', 'a2', 'a3']) {
      const smtp = { host: '127.0.0.1', port: relay.port, username: user, password: 'pw', secure: false, allowUnencrypted: true };
      const saved = await ahead.call(saveAccount, { change: { address: `${user}@mail.test`, smtp } });
      if ('refused' in saved) throw new Error(saved.refused);
      ids.push(saved.account.id);
    }
    await using right = await start('right', 0);
    const shares = async () => [(await ahead.state()).own, (await right.state()).own];
    await expect.poll(shares).toEqual([2, 2]);
    const send = (bridge: typeof ahead, index: number, what: string, holdMs = 0) =>
      bridge.call(sendMessage, {
        accountId: ids[index]!,
        idempotencyKey: `${what}-${index}-message`,
        holdMs,
        message: { from: { address: `a${index}@mail.test` }, to: [{ address: `${what}-${index}@mail.test` }], subject: what, text: 'x' },
      });
    const taken = () => relay.taken.flatMap(({ recipients }) => recipients).toSorted();
    const wanted: string[] = [];
    for (const [what, bridge] of [
      ['ahead', ahead],
      ['right', right],
    ] as const)
      for (const index of ids.keys()) {
        expect(await send(bridge, index, what)).toMatchObject({ existing: false });
        wanted.push(`${what}-${index}@mail.test`);
      }
    await expect.poll(taken).toEqual(wanted.toSorted());
    // What it holds back when it ends is held back for no longer than anybody may have it held.
    for (const index of ids.keys()) await send(ahead, index, 'held', 3_000);
    ahead.signal('SIGKILL');
    await expect.poll(async () => (await right.state()).own).toBe(4);
    const entries = async () => (await right.call(listOutbox, { limit: 500 })).entries;
    const isLate = ({ status }: OutboxEntry) => status.state === 'queued' && status.heldUntil > Date.now() + 11_000;
    await expect.poll(async () => (await entries()).filter(isLate).length).toBe(0);
    expect((await entries()).filter(({ subject }) => subject === 'held')).toHaveLength(4);
    expect((await entries()).filter(({ subject }) => subject !== 'held').map(({ status }) => status.state)).toEqual(Array(8).fill('sent'));
    rmSync(dir, { recursive: true });
  },
);

test('a Redis that has lost its last second has mail fetched again, and nothing was sent from it', { timeout: 90_000 }, async () => {
  await using redis = await startRedis(['--appendfsync', 'everysec']);
  using sharers = createSharers(redis.uri, servers);
  await using bridge = await sharers.start('one');
  const cid = await bridge.addAccount('cid');
  const subjects = () => bridge.subjects().catch(() => [] as string[]);
  const deliverTo = (subject: string) =>
    deliverByLmtp(servers.dovecot.ports.lmtp, 'cid@mail.test', `From: x@mail.test\nSubject: ${subject}\n\nhello`);
  const wanted: string[] = [];
  for (let round = 0; round < 3; round++) {
    for (let index = 0; index < 5; index++) {
      wanted.push(`${round}-${index}`);
      await deliverTo(`${round}-${index}`);
    }
    await expect.poll(async () => (await subjects()).toSorted(), { timeout: 20_000 }).toEqual(wanted);
    expect(await bridge.send(cid, `not from here ${round}`, { from: 'cid' })).toMatchObject({
      ok: false,
      failure: { kind: 'shared-store-not-durable' },
    });
    await redis.kill();
    cutFileShort(redis.dir, [700, 3_000, 9_000][round]!);
    await redis.start();
  }
  wanted.push('last');
  await deliverTo('last');
  await expect.poll(async () => (await subjects()).toSorted(), { timeout: 20_000 }).toEqual(wanted.toSorted());
  expect(await bridge.outbox()).toEqual([]);
  await bridge.stop();
  // What lies in the store says the same as what was known by heart.
  await using again = await sharers.start('another');
  await expect.poll(async () => (await again.subjects()).toSorted(), { timeout: 20_000 }).toEqual(wanted.toSorted());
});

/** As a power cut leaves the append-only file whose end was not on the disk. */
const cutFileShort = (dir: string, bytes: number): void => {
  const folder = path.join(dir, 'appendonlydir');
  const file = path.join(
    folder,
    readdirSync(folder)
      .filter((name) => name.includes('.incr.'))
      .toSorted()
      .at(-1)!,
  );
  truncateSync(file, Math.max(0, statSync(file).size - bytes));
};
