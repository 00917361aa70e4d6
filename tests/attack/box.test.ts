import { afterAll, beforeAll, expect, test } from 'vitest';
import { importSecret } from '@kurrier/shared/channel/box';
import { concat, encodeText, randomBytes, type Bytes } from '@kurrier/shared/channel/bytes';
import { createHttp } from '@kurrier/shared/channel/http';
import { deriveChannelKeys, sealCall } from '@kurrier/shared/channel/seal';
import { createAttackTable } from './attack-table.ts';
import { startTarget, type Target } from './start-target.ts';

let target: Target;
beforeAll(async () => void (target = await startTarget()));
afterAll(() => target.stop());
const record = createAttackTable('sealed calls');

const payload = { json: JSON.stringify({ api: 1, endpoint: 'test.echo', body: { text: 'x' } }), bytes: new Uint8Array(0) };
const sealFor = (
  target: Target,
  changes: Partial<{ at: number; nonce: Bytes; deviceId: Bytes; boot: Bytes; keys: Target['credential']['keys'] }> = {},
) => {
  const { deviceId, keys } = target.credential;
  const { at = Date.now(), nonce = randomBytes(12) } = changes;
  const start = { ...target.start, ...(changes.boot && { boot: changes.boot }) };
  return sealCall(changes.keys ?? keys, start, { deviceId: changes.deviceId ?? deviceId, at, nonce }, payload).then(({ frame }) => frame);
};
const send = (port: number, body: Bytes) => createHttp({ port, timeoutMs: 5_000 })({ path: '/call', body });
const refusal = { status: 403, body: encodeText('{"refused":true}') };
const flip = (frame: Bytes, index: number) => frame.map((byte, at) => (at === index ? byte ^ (1 << (index % 8)) : byte));
const withAt = (frame: Bytes, at: bigint) => {
  const changed = frame.slice();
  new DataView(changed.buffer).setBigUint64(17, at);
  return changed;
};
const strangersKeys = async (deviceId: Bytes) => deriveChannelKeys(await importSecret(randomBytes(32)), deviceId);

const attacks: [string, (target: Target) => Promise<Bytes>][] = [
  ['unknown device', async (t) => sealFor(t, { deviceId: randomBytes(16) })],
  ['wrong key', async (t) => sealFor(t, { keys: await strangersKeys(t.credential.deviceId) })],
  ['the answer’s key', async (t) => sealFor(t, { keys: { ...t.credential.keys, toBridge: t.credential.keys.fromBridge } })],
  ['tag cut to 4 bytes', async (t) => (await sealFor(t)).slice(0, -12)],
  ['tag cut to 8 bytes', async (t) => (await sealFor(t)).slice(0, -8)],
  ['tag cut to 12 bytes', async (t) => (await sealFor(t)).slice(0, -4)],
  ['header alone', async (t) => (await sealFor(t)).slice(0, 37)],
  ['header cut', async (t) => (await sealFor(t)).slice(0, 36)],
  ['box moved to another nonce', async (t) => concat((await sealFor(t)).slice(0, 25), randomBytes(12), (await sealFor(t)).slice(37))],
  [
    'box moved to another device',
    async (t) => {
      const frame = await sealFor(t);
      frame.set((await t.pairDirectly()).deviceId, 1);
      return frame;
    },
  ],
  ['box of another boot', async (t) => sealFor(t, { boot: randomBytes(16) })],
  ['plaintext instead of a box', async (t) => concat((await sealFor(t)).slice(0, 37), encodeText(payload.json))],
  ['another version', async (t) => (await sealFor(t)).with(0, 2)],
  ['at: 61 s ago', async (t) => sealFor(t, { at: Date.now() - 61_000 })],
  ['at: in 61 s', async (t) => sealFor(t, { at: Date.now() + 61_000 })],
  ['at: 0', async (t) => sealFor(t, { at: 0 })],
  ['at: negative', async (t) => withAt(await sealFor(t), BigInt.asUintN(64, -1n))],
  ['at: NaN as a double', async (t) => withAt(await sealFor(t), 0x7ff8000000000000n)],
  ['at: changed by 1 ms', async (t) => flip(await sealFor(t), 24)],
];

test.each(attacks)('%s: the one refusal', async (name, forge) => {
  const before = target.handled();
  expect(await send(target.port, await forge(target))).toEqual(refusal);
  expect(target.handled()).toBe(before);
  record(name, 'refused');
});

test('a bit flipped anywhere: the one refusal', async () => {
  const before = target.handled();
  const frame = await sealFor(target);
  for (let index = 0; index < frame.length; index++) expect(await send(target.port, flip(frame, index)), `byte ${index}`).toEqual(refusal);
  expect(target.handled()).toBe(before);
  record(`a bit flipped in each of ${frame.length} bytes`, 'refused');
});

test('the same frame twice: once answered, then refused; a hundred at once: once answered', async () => {
  const frame = await sealFor(target);
  expect(await send(target.port, frame)).toMatchObject({ status: 200 });
  expect(await send(target.port, frame)).toEqual(refusal);
  const other = await sealFor(target);
  const before = target.handled();
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(target.port, other)));
  expect(answers.filter((answer) => answer?.status === 200)).toHaveLength(1);
  expect(target.handled()).toBe(before + 1);
  record('the same nonce twice, or fifty times at once', 'answered once');
});

test('a recorded frame does not work after a restart', async () => {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const keyDir = await mkdtemp('/tmp/kurrier-attack-');
  const first = await startTarget({ keyDir });
  const frame = await sealFor(first);
  expect(await send(first.port, frame)).toMatchObject({ status: 200 });
  await first.stop();
  await using second = await startTarget({ keyDir, port: first.port });
  expect(await send(second.port, frame)).toEqual(refusal);
  expect(second.handled()).toBe(0);
  await rm(keyDir, { recursive: true });
  record('a recorded call after a restart', 'refused');
});

test('a clock that is set back does not bring old calls to life', async () => {
  const clock = { offsetMs: 0 };
  await using moved = await startTarget({ now: () => Date.now() + clock.offsetMs });
  const frame = await sealFor(moved);
  expect(await send(moved.port, frame)).toMatchObject({ status: 200 });
  clock.offsetMs = 600_000;
  const later = await sealFor(moved, { at: Date.now() + clock.offsetMs });
  expect(await send(moved.port, later)).toMatchObject({ status: 200 });
  clock.offsetMs = 0;
  expect(await send(moved.port, frame)).toEqual(refusal);
  expect(await send(moved.port, frame)).toEqual(refusal);
  expect(moved.handled()).toBe(2);
  record('a recorded call after the clock was set back', 'refused');
});

test.each([
  ['no JSON', 'nonsense'],
  ['10,000 deep', `{"api":1,"endpoint":"test.echo","body":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
  ['__proto__', '{"api":1,"endpoint":"test.echo","body":{"text":"x","__proto__":{"polluted":1}}}'],
  ['lone surrogate', String.raw`{"api":1,"endpoint":"test.echo","body":{"text":"\ud800"}}`],
  ['NUL', String.raw`{"api":1,"endpoint":"test.echo","body":{"text":"\u0000"}}`],
  ['1e400', '{"api":1e400,"endpoint":"test.echo","body":{"text":"x"}}'],
  ['unknown endpoint', '{"api":1,"endpoint":"test.unknown","body":{}}'],
  ['endpoint as a path', '{"api":1,"endpoint":"../test.echo","body":{"text":"x"}}'],
  ['endpoint as a URL', '{"api":1,"endpoint":"//evil.example/test.echo","body":{"text":"x"}}'],
  ['endpoint of a prototype', '{"api":1,"endpoint":"__proto__","body":{}}'],
])('JSON of a paired device: %s is turned away', async (name, json) => {
  const { deviceId, keys } = target.credential;
  const before = target.handled();
  const { frame } = await sealCall(keys, target.start, { deviceId, at: Date.now() }, { json, bytes: new Uint8Array(0) });
  expect(await send(target.port, frame)).toMatchObject({ status: 200 });
  expect(target.handled()).toBe(before);
  expect('polluted' in {}).toBe(false);
  record(`JSON: ${name}`, 'turned away, no handler ran');
});
