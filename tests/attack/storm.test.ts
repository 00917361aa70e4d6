import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttp } from '@kurrier/shared/channel/http';
import { createPairingCode } from '@kurrier/shared/channel/pairing-code';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { createAttackTable } from './attack-table.ts';
import { forkBridge } from './fork-bridge.ts';
import { connectTo, isRefusal, readToEnd, sendRaw } from './send-raw.ts';
import { callerFor, echo, startTarget } from './start-target.ts';

const record = createAttackTable('storms and slow ones');
const soak = process.env['KURRIER_SOAK'] === '1';

/** Runs `attack` over and over in so many hands until the test is over. */
const keepDoing = (hands: number, attack: () => Promise<unknown>): void => {
  const over = new AbortController();
  const work = async () => {
    while (!over.signal.aborted) await attack().catch(() => undefined);
  };
  const working = Array.from({ length: hands }, work);
  onTestFinished(async () => {
    over.abort();
    await Promise.all(working);
  });
};
const callRequest = (port: number, body: string) =>
  `POST /call HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

test('200 unpaired clients and 500 idle connections: a paired one is served within a second, and memory stays', async () => {
  await using bridge = await forkBridge();
  const call = callerFor(bridge.port, bridge.credential);
  expect(await call(echo, { text: 'before' })).toMatchObject({ ok: true });
  const before = await bridge.memoryMb();

  const idle: Socket[] = await Promise.all(Array.from({ length: 500 }, () => connectTo(bridge.port)));
  onTestFinished(() => idle.forEach((socket) => socket.destroy()));
  keepDoing(200, () => sendRaw(bridge.port, callRequest(bridge.port, '\x01'.repeat(200))));

  const times: number[] = [];
  let most = before;
  const deadline = performance.now() + (soak ? 60_000 : 4_000);
  while (performance.now() < deadline) {
    const startedAt = performance.now();
    // A caller of its own each time: a new connection has to get in, not only an old one to stay.
    const answer = await callerFor(bridge.port, bridge.credential)(echo, { text: 'x' });
    times.push(performance.now() - startedAt);
    expect(answer).toMatchObject({ ok: true });
    most = Math.max(most, await bridge.memoryMb());
  }
  const slowest = Math.max(...times);
  expect(slowest).toBeLessThan(1_000);
  expect(most - before).toBeLessThan(64);
  record(
    '200 clients, 500 idle connections',
    `${times.length} calls served, slowest ${slowest.toFixed(0)} ms, +${(most - before).toFixed(0)} MB`,
  );
}, 120_000);

test('fifty sockets of wrong codes: all refused, and a true pairing completes meanwhile', async () => {
  await using bridge = await forkBridge();
  const http = createHttp({ port: bridge.port, timeoutMs: 20_000 });
  let refused = 0;
  keepDoing(50, async () => {
    const outcome = await pairWith(http, createPairingCode(), 'storm');
    if (!outcome.ok && outcome.failure === 'refused') refused += 1;
    else throw new Error('paired');
  });
  const startedAt = performance.now();
  const outcome = await pairWith(http, await bridge.createCode(), 'true');
  expect(outcome).toMatchObject({ ok: true });
  record('wrong codes from 50 sockets', `${refused} refused, the true pairing took ${(performance.now() - startedAt).toFixed(0)} ms`);
}, 60_000);

test('sockets that know which code it is, but not the code: five tries a second, and nobody is locked out', async () => {
  await using target = await startTarget();
  const { code } = await target.codes.create();
  const http = createHttp({ port: target.port, timeoutMs: 25_000 });
  const { deriveCodeId, startPairing } = await import('@kurrier/shared/channel/pairing');
  const codeId = await deriveCodeId(code);
  let tries = 0;
  const sockets = soak ? 50 : 15;
  keepDoing(sockets, async () => {
    const { request } = await startPairing(createPairingCode(), target.start, 'storm');
    const answer = await http({ path: '/pair', body: new TextEncoder().encode(JSON.stringify({ ...request, codeId })) });
    expect(answer?.status).toBe(403);
    tries += 1;
  });
  const startedAt = performance.now();
  expect(await pairWith(http, code, 'true')).toMatchObject({ ok: true });
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(tries).toBeLessThanOrEqual(5 * (seconds + 1));
  record(`the code’s id from ${sockets} sockets`, `${tries} tries in ${seconds.toFixed(1)} s, then the true pairing completed`);
}, 60_000);

test.each([
  ['headers that never end', 'GET /discovery HTTP/1.1\r\nHost: '],
  ['nothing at all', ''],
  ['a body that never ends', `POST /pair HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`],
  [
    'a call that stops after its header',
    `POST /call HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\n${'\x01'.repeat(37)}`,
  ],
])('%s: cut off, and calls are answered meanwhile', async (name, bytes) => {
  await using target = await startTarget({ limits: { headersMs: 600, bodyMs: 600 } });
  const startedAt = performance.now();
  const slow = sendRaw(target.port, bytes.replaceAll(':P', `:${target.port}`));
  expect(await target.call(echo, { text: 'x' })).toMatchObject({ ok: true });
  const answer = await slow;
  expect(answer === '' || isRefusal(answer), answer).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(target.handled()).toBe(1);
  record(name, answer === '' ? 'closed' : 'refused and closed');
});

test('a body that comes one byte at a time is cut off', async () => {
  await using target = await startTarget({ limits: { headersMs: 600, bodyMs: 600 } });
  const socket = await connectTo(target.port);
  const answer = readToEnd(socket);
  socket.write(callRequest(target.port, '').replace('Content-Length: 0', 'Content-Length: 1000'));
  const drip = setInterval(() => socket.write('\x01'), 50);
  expect(isRefusal(await answer)).toBe(true);
  clearInterval(drip);
  record('a body one byte at a time', 'refused and closed');
});

test('when the connections are used up, the oldest that showed nothing goes, and one that called stays', async () => {
  await using target = await startTarget({ limits: { sockets: 8 } });
  expect(await target.call(echo, { text: 'x' })).toMatchObject({ ok: true });
  const idle = await Promise.all(Array.from({ length: 8 }, () => connectTo(target.port)));
  const closed = await Promise.race(
    idle.map((socket, index) => new Promise<number>((resolve) => socket.once('close', () => resolve(index)))),
  );
  expect(closed).toBe(0);
  expect(await target.call(echo, { text: 'y' })).toMatchObject({ ok: true });
  for (const socket of idle) socket.destroy();
  record('connections used up', 'the oldest idle one is closed');
});

test.each([
  ['an upgrade', 'GET /discovery HTTP/1.1\r\nHost: 127.0.0.1:P\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ['a tunnel', 'CONNECT 127.0.0.1:25 HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n'],
  ['nonsense', '\0\0\0\0\r\n\r\n'],
  ['half a body', 'POST /pair HTTP/1.1\r\nHost: 127.0.0.1:P\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'],
  ['a request, and more than anybody reads', `GET /x HTTP/1.1\r\nHost: 127.0.0.1:P\r\n\r\n${'x'.repeat(200_000)}`],
])('%s, and the connection reset: the bridge lives on', async (name, bytes) => {
  await using bridge = await forkBridge();
  const attack = async (delayMs: number) => {
    const socket = await connectTo(bridge.port);
    socket.write(bytes.replaceAll(':P', `:${bridge.port}`));
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    socket.resetAndDestroy();
  };
  for (let round = 0; round < 10; round++) await Promise.all([0, 0, 1, 2, 3, 5].map(attack));
  expect(await callerFor(bridge.port, bridge.credential)(echo, { text: 'x' })).toMatchObject({ ok: true });
  record(`${name}, then a reset`, 'the bridge lives on');
});

test('more connections than the system lets it open: the bridge lives on and answers', async () => {
  await using bridge = await forkBridge({ openFiles: 48 });
  const idle = await Promise.all(Array.from({ length: 200 }, () => connectTo(bridge.port)));
  for (const socket of idle) socket.destroy();
  await expect.poll(async () => (await callerFor(bridge.port, bridge.credential)(echo, { text: 'x' })).ok).toBe(true);
  record('more connections than open files allowed', 'the bridge lives on');
});
