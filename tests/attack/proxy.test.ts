import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toHex } from '@kurrier/shared/channel/bytes';
import { createHttp } from '@kurrier/shared/channel/http';
import { createPairingCode } from '@kurrier/shared/channel/pairing-code';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { createAttackTable } from './attack-table.ts';
import { startProxy, type ProxyOptions } from './start-proxy.ts';
import { callerFor, echo, startTarget, type Target } from './start-target.ts';

let target: Target;
beforeAll(async () => void (target = await startTarget()));
afterAll(() => target.stop());
const record = createAttackTable('between client and bridge');
const canary = 'canary-6b1f';

test('a proxy reads nothing of what goes through it; the same search finds what is not sealed', async () => {
  await using proxy = await startProxy({ targetPort: target.port });
  const answer = await callerFor(proxy.port, target.credential)(echo, { text: canary }, Buffer.from(canary));
  expect(answer).toMatchObject({ ok: true, value: { text: canary } });
  const recorded = proxy.recorded().toString('latin1');
  expect(recorded).not.toContain(canary);
  expect(recorded).not.toContain('test.echo');
  await createHttp({ port: proxy.port, timeoutMs: 1_000 })({ path: '/pair', body: new TextEncoder().encode(canary) });
  expect(proxy.recorded().toString('latin1')).toContain(canary);
  record('a recording proxy', 'nothing readable');
});

test('whatever byte of whatever answer is changed, the value is the true one or there is none', async () => {
  const told = new Map<string, number>();
  /** Discovery and the call's answer share a connection, so one index walks through both. */
  const callThrough = async (alter: NonNullable<ProxyOptions['alter']>, timeoutMs: number) => {
    await using proxy = await startProxy({ targetPort: target.port, alter });
    return await callerFor(proxy.port, target.credential, timeoutMs)(echo, { text: canary });
  };
  let length = 0;
  const unaltered = (bytes: Buffer, offset: number): Buffer => {
    length = Math.max(length, offset + bytes.length);
    return bytes;
  };
  expect(await callThrough(unaltered, 10_000)).toMatchObject({ ok: true, value: { text: canary } });
  expect(length).toBeGreaterThan(700);
  const tryByte = async (index: number): Promise<void> => {
    const answer = await callThrough((bytes, offset) => {
      const at = index - offset;
      return at < 0 || at >= bytes.length ? bytes : Buffer.from(bytes.with(at, bytes[at]! ^ (1 << (index % 8))));
    }, 1_000);
    const outcome = answer.ok ? 'the true value' : answer.failure.kind;
    if (answer.ok) expect(answer.value).toEqual({ text: canary });
    else expect(['not-trustworthy', 'not-reachable'], `byte ${index}`).toContain(answer.failure.kind);
    told.set(outcome, (told.get(outcome) ?? 0) + 1);
  };
  const together = 40;
  for (let from = 0; from < length; from += together)
    await Promise.all(Array.from({ length: Math.min(together, length - from) }, (_, i) => tryByte(from + i)));
  expect(told.get('not-trustworthy')).toBeGreaterThan(100);
  expect(await target.call(echo, { text: 'after' })).toMatchObject({ ok: true });
  record(`one bit changed in each of ${length} bytes`, [...told].map(([outcome, count]) => `${count} × ${outcome}`).join(', '));
}, 60_000);

test('answers of two calls, swapped, are taken for neither', async () => {
  let held: { bytes: Buffer; release: (bytes: Buffer) => void } | undefined;
  const http = createHttp({ port: target.port, timeoutMs: 5_000 });
  const swapping: typeof http = async (request) => {
    const answer = await http(request);
    if (request.path !== '/call' || !answer) return answer;
    const mine = Buffer.from(answer.body);
    const other = await new Promise<Buffer>((resolve) => {
      if (held) {
        held.release(mine);
        resolve(held.bytes);
      } else held = { bytes: mine, release: resolve };
    });
    return { status: 200, body: new Uint8Array(other) };
  };
  const { createSealedTransport } = await import('@kurrier/shared/channel/sealed-transport');
  const { createCaller } = await import('@kurrier/shared/bridge/call');
  const call = createCaller({ transport: createSealedTransport({ http: swapping, credential: target.credential }) });
  const answers = await Promise.all([call(echo, { text: 'one' }), call(echo, { text: 'two' })]);
  expect(answers).toEqual([1, 2].map(() => ({ ok: false, failure: { kind: 'not-trustworthy' } })));
  record('answers swapped', 'discarded: not trustworthy');
});

const startFalseBridge = async (status: number, body = '') => {
  const bodies: Buffer[] = [];
  const { bridgeId } = target.credential;
  const listener = async (...[request, response]: Parameters<RequestListener>) => {
    if (request.url === '/discovery') {
      const { boot } = target.start;
      response.end(JSON.stringify({ app: 'kurrier', api: [1, 1], bridgeId: toHex(bridgeId), boot: toHex(boot) }));
      return;
    }
    bodies.push(await buffer(request));
    response.statusCode = status;
    response.end(body);
  };
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    bodies,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

test.each([
  [401, ''],
  [410, ''],
  [403, '{"refused":true}'],
  [200, ''],
  [200, '{"ok":true,"value":{"text":"false"}}'],
  [200, 'x'.repeat(2 * 1024 * 1024)],
  [302, ''],
])(
  'a false bridge with a perfect discovery that answers %i: no value, nothing readable, the true one still works',
  async (status, body) => {
    await using other = await startFalseBridge(status, body);
    const answer = await callerFor(other.port, target.credential)(echo, { text: canary });
    expect(answer.ok || answer.failure.kind).toMatch(/^not-(?:trustworthy|reachable)$/);
    expect(other.bodies.length).toBeGreaterThan(0);
    expect(Buffer.concat(other.bodies).toString('latin1')).not.toContain(canary);
    expect(await target.call(echo, { text: 'x' })).toMatchObject({ ok: true });
    record(`false bridge: ${status}${body && `, ${body.length} bytes`}`, answer.ok ? 'taken' : answer.failure.kind);
  },
);

test('a false bridge cannot pair, and cannot use what it was sent', async () => {
  const { code } = await target.codes.create();
  await using other = await startFalseBridge(200, '{"nonce":"","box":""}');
  const http = (port: number) => createHttp({ port, timeoutMs: 5_000 });
  expect(await pairWith(http(other.port), code, 'test')).toEqual({ ok: false, failure: 'refused' });
  expect(other.bodies[0]!.toString()).not.toContain(code);
  const wrong = await pairWith(http(other.port), createPairingCode(), 'test');
  expect(wrong.ok).toBe(false);
  expect(await pairWith(http(target.port), code, 'test')).toMatchObject({ ok: true });
  record('false bridge: pairing', 'refused, code still good for the true one');
});
