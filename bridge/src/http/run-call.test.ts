import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { defineEndpoint } from '@kurrier/shared/bridge/endpoint';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { createEndpointTable, mount } from './endpoint-table.ts';
import { runCall } from './run-call.ts';

const double = defineEndpoint({
  name: 'numbers.double',
  request: z.strictObject({ number: z.number() }),
  response: z.object({ double: z.number() }),
});
const explode = defineEndpoint({ name: 'numbers.explode', request: z.strictObject({}), response: z.object({}) });

const reported: unknown[] = [];
const table = createEndpointTable({ report: (error) => reported.push(error) });
mount(table, double, ({ number }) => ({ double: 2 * number }));
mount(table, explode, () => {
  throw new Error('hunter2');
});
const post = async (name: string, body: string, { isLocked = false } = {}): Promise<unknown> => {
  const json = `{"api":${apiVersion},"endpoint":"${name}","body":${body}}`;
  const context = { deviceId: 'ab', signal: new AbortController().signal, isLocked };
  return JSON.parse((await runCall(table, { json, bytes: new Uint8Array(0) }, context)).answer.json);
};

test('runs the use-case with a request that fits', async () => {
  expect(await post('numbers.double', '{"number":21}')).toEqual({ ok: true, value: { double: 42 } });
});

test('names the field of a request that does not fit, not its value', async () => {
  const answer = await post('numbers.double', '{"number":"hunter2"}');
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'bad-request', detail: expect.stringContaining('number: ') } });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
});

test.each([
  ['deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['__proto__', '{"number":1,"__proto__":{"polluted":true}}'],
  ['constructor', '{"number":1,"constructor":{"prototype":{"polluted":true}}}'],
  ['lone surrogate', '{"number":1,"text":"\\ud800"}'],
  ['NUL', '{"number":1,"text":"\\u0000"}'],
  ['1e400', '{"number":1e400}'],
  ['unknown key', '{"number":1,"more":2}'],
  ['no JSON', 'number=1'],
])('refuses JSON with %s', async (_, body) => {
  expect(await post('numbers.double', body)).toMatchObject({ ok: false, failure: { kind: 'bad-request' } });
  expect('polluted' in {}).toBe(false);
});

test('says too-old of an endpoint it does not know', async () => {
  expect(await post('numbers.triple', '{}')).toMatchObject({ ok: false, failure: { kind: 'too-old' } });
});

test('says locked while the vault is', async () => {
  expect(await post('numbers.double', '{"number":21}', { isLocked: true })).toEqual({ ok: false, failure: { kind: 'locked' } });
});

test('reports what a use-case throws, and keeps it from the caller', async () => {
  expect(await post('numbers.explode', '{}')).toEqual({ ok: false, failure: { kind: 'internal' } });
  expect(reported).toHaveLength(1);
});
