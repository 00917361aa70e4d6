import path from 'node:path';
import { storeState } from '@kurrier/shared/bridge/store-state';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMailServers, type MailServers } from '../send/start-mail-servers.ts';
import { runKurrier } from '../faults/run-kurrier.ts';
import { readMailbox } from '../send/read-mailbox.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { databases, type DatabasePlace } from './each-database.ts';
import { createSharers } from './start-shared.ts';

let servers: MailServers;
beforeAll(async () => (servers = await startMailServers()));
afterAll(() => servers[Symbol.asyncDispose]());

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  beforeAll(async () => (place = await databases[name]()));
  afterAll(() => place[Symbol.asyncDispose]());

  test('one bridge receives and sends; another sees what it did, and goes on where it ends', { timeout: 60_000 }, async () => {
    using sharers = createSharers(place.server!.uri, servers);
    await deliverByLmtp(servers.dovecot.ports.lmtp, 'ann@mail.test', `From: x@mail.test\nSubject: First ${name}\n\nhello`);
    await using one = await sharers.start('one');
    const ann = await one.addAccount('ann');
    await expect.poll(() => one.subjects()).toContain(`First ${name}`);
    expect(await one.send(ann, `sent by one ${name}`)).toMatchObject({ ok: true });
    await expect.poll(() => one.outbox()).toEqual([`sent by one ${name}: sent`]);
    await using other = await sharers.start('other');
    expect(await other.addresses()).toEqual(['ann@mail.test']);
    await expect.poll(() => other.subjects()).toContain(`First ${name}`);
    expect(await other.outbox()).toEqual([`sent by one ${name}: sent`]);
    await deliverByLmtp(servers.dovecot.ports.lmtp, 'ann@mail.test', `From: x@mail.test\nSubject: Second ${name}\n\nhello`);
    await expect.poll(() => other.subjects()).toContain(`Second ${name}`);
    expect(await one.call(storeState, {})).toMatchObject({
      shared: { server: expect.stringContaining(name), problem: null, canSend: true, bridges: 2, own: 1, accounts: 1, refusedWrites: 0 },
    });
    const { output } = await runKurrier(path.join(sharers.dir, 'one'), ['doctor']);
    expect(output).toContain('✓ The store that several bridges share answers');
    expect(one.reported).toEqual([]);
    await one.stop();
    await expect.poll(async () => (await other.send(ann, `sent by other ${name}`)).ok).toBe(true);
    await expect.poll(() => other.outbox()).toEqual([`sent by other ${name}: sent`, `sent by one ${name}: sent`]);
    const received = (await readMailbox(servers, 'bob')).map(({ source }) => /^Subject: (.*?)\r?$/m.exec(source.toString())?.[1]);
    expect(received.filter((subject) => subject?.includes(name))).toEqual([`sent by one ${name}`, `sent by other ${name}`]);
    expect(other.reported).toEqual([]);
  });
});
