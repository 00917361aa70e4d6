import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionLimits, type ConnectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import { startHarness, type Harness } from './sending-harness.ts';
import { startFaultyRelay } from './start-faulty-relay.ts';
import { startMailServers, type MailServers } from './start-mail-servers.ts';

const sendMany = async (harness: Harness, count: number) => {
  await Promise.all(Array.from({ length: count }, (_, index) => harness.send({ subject: `Message ${index}` })));
  const entries = await harness.until();
  expect(entries.map(({ status }) => status.state)).toEqual(Array.from({ length: count }, () => 'sent'));
};

const pooled: ConnectionLimits = { connections: 3, messagesPerConnection: 1000, idleMs: 100 };

test.each([
  ['Pool TRUE keeps to its connections', pooled, 60, 3, 3],
  ['a worn connection is replaced', { ...pooled, connections: 1, messagesPerConnection: 10 }, 35, 4, 1],
  ['Pool FALSE takes one for each message', connectionLimits.single, 12, 12, 1],
])('%s, and none is left open', async (_name, limits, messages, connections, atOnce) => {
  await using server = await startFaultyRelay(['PIPELINING']);
  await using harness = await startHarness({ port: server.port, deps: { limitsOf: () => limits } });
  await sendMany(harness, messages);
  await expect.poll(() => [server.open(), harness.sending.connections('acc')]).toEqual([0, 0]);
  expect(server.connections()).toBe(connections);
  // A server notices a moment later than we do that a connection is closed.
  expect(server.mostOpen()).toBeLessThanOrEqual(connections > atOnce ? atOnce + 1 : atOnce);
});

test('an edit closes the connections, and what is queued goes on over new ones', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  await using harness = await startHarness({
    port: server.port,
    deps: { limitsOf: () => ({ ...pooled, connections: 1, idleMs: 60_000 }) },
  });
  await sendMany(harness, 3);
  expect(server.open()).toBe(1);
  await harness.sending.closeAccount('acc');
  await expect.poll(() => server.open()).toBe(0);
  await harness.send({});
  await harness.until();
  expect(server.connections()).toBe(2);
});

test('the end waits for a message that is on its way, and leaves no connection', async () => {
  await using server = await startFaultyRelay(['PIPELINING']);
  const harness = await startHarness({ port: server.port, deps: { limitsOf: () => ({ ...pooled, idleMs: 60_000 }) } });
  await Promise.all(Array.from({ length: 20 }, () => harness.send({})));
  await expect.poll(() => server.taken.length).toBeGreaterThan(0);
  await harness[Symbol.asyncDispose]();
  await expect.poll(() => server.open()).toBe(0);
});

describe('by Postfix’s own log', () => {
  let servers: MailServers;
  beforeAll(async () => {
    servers = await startMailServers();
  });
  afterAll(() => servers[Symbol.asyncDispose]());
  const count = (pattern: RegExp) => servers.postfix.log().match(pattern)?.length ?? 0;
  let [messagesBefore, connectionsBefore] = [0, 0];

  test.each([
    ['Pool TRUE', { ...pooled, idleMs: 2000 }, 30, 3],
    ['Pool FALSE', connectionLimits.single, 8, 8],
  ])('%s', async (_name, limits, messages, most) => {
    await using harness = await startHarness({ ...servers.harnessFor('ann'), deps: { limitsOf: () => limits, filesCopies: () => false } });
    await sendMany(harness, messages);
    await harness.sending.close();
    const quits = / disconnect from .* auth=1 .*quit=1 /g;
    await expect.poll(() => count(/: client=.*sasl_username=ann@mail\.test/g) - messagesBefore).toBe(messages);
    const mailsOf = () =>
      servers.postfix
        .log()
        .match(/ auth=1 mail=(\d+) /g)
        ?.map((text) => Number(text.split('mail=')[1])) ?? [];
    await expect.poll(() => mailsOf().reduce((sum, mails) => sum + mails, 0) - messagesBefore).toBe(messages);
    expect(count(quits) - connectionsBefore).toBeLessThanOrEqual(most);
    [messagesBefore, connectionsBefore] = [messagesBefore + messages, count(quits)];
  });
});
