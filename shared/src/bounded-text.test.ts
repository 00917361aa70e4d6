import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { leastThreadMs } from '../../tests/setup/thread-time.ts';
import { Address, Host } from './account/server-settings.ts';

interface Check {
  _zod: { def: { check: string; abort?: boolean; maximum?: number } };
}

/** Every schema that is reachable from a value: exported, a field, an element, one side of a union. */
const collect = (value: unknown, found = new Set<object>()): Set<object> => {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  const inner = '_zod' in value ? (value as { _zod: { def: object } })._zod.def : value;
  for (const each of Object.values(inner)) collect(each, found);
  return found;
};

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
);
const modules = await Promise.all(files.map((file) => import(path.join(folder, file)) as Promise<object>));

const strings = [...collect(modules.map((module) => ({ ...module })))].flatMap((schema) => {
  if (!('_zod' in schema)) return [];
  const { def } = (schema as { _zod: { def: { type: string; checks?: Check[] } } })._zod;
  return def.type === 'string' && def.checks
    ? [{ schema: schema as z.ZodMiniString, checks: def.checks.map((check) => check._zod.def) }]
    : [];
});
const patterned = strings.filter(({ checks }) => checks.some(({ check }) => check === 'string_format'));

test('no schema holds text against a pattern before its length is known to be bounded', () => {
  expect(patterned.length).toBeGreaterThan(12);
  for (const { checks } of patterned) {
    const before = checks.slice(
      0,
      checks.findIndex(({ check }) => check === 'string_format'),
    );
    expect(before).toContainEqual(expect.objectContaining({ check: 'max_length', abort: true, maximum: expect.any(Number) as number }));
  }
});

test.each([':', '.', 'a.', '1:', '@', '<', '"', ' ', '\u0300', 'é', '\n', '\ud800'])(
  'a million times %j is refused as too long by every one of them, at once',
  async (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    const refuse = (): void => {
      for (const { schema } of patterned) {
        const { error } = z.safeParse(schema, text);
        // A device's name is trimmed first, and so may be empty.
        expect(['too_big', 'too_small']).toEqual(expect.arrayContaining(error!.issues.map(({ code }) => code)));
      }
    };
    expect(await leastThreadMs(refuse, 3)).toBeLessThan(250);
  },
);

test.each([
  [Host, 255],
  [Address, 320],
])('the longest text that is taken is still held against the pattern', (schema, length) => {
  const { error } = z.safeParse(schema, ':'.repeat(length - 1) + '!');
  expect(error?.issues).toMatchObject([{ code: 'invalid_format' }]);
});
