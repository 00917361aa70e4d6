import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TestSpecification } from 'vitest/node';
import { slowest, spread } from '../setup/slowest-first.ts';

test('every file that is begun first is there', () => {
  expect(slowest.filter((name) => !existsSync(path.join(import.meta.dirname, '..', `${name}.test.ts`)))).toEqual([]);
});

test('after the slowest files those of each project that has workers of its own come in equal measure, and then the others', () => {
  const file = (name: string, file: string, isolate = true) =>
    ({ moduleId: `/tests/${file}.test.ts`, project: { name, config: { isolate } } }) as TestSpecification;
  const contract = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => file('contract', name));
  const e2e = ['x', 'y', 'z'].map((name) => file('e2e', name));
  const unit = ['u', 'v'].map((name) => file('unit', name, false));
  const slow = [file('contract', 'sync/equality'), file('e2e', 'e2e/morning/morning')];
  const order = spread([...contract, slow[0]!, ...e2e, slow[1]!, ...unit]).map(({ moduleId }) => moduleId.slice(7, -8));
  expect(order).toEqual(['e2e/morning/morning', 'sync/equality', 'a', 'x', 'b', 'c', 'y', 'd', 'e', 'z', 'f', 'u', 'v']);
});
