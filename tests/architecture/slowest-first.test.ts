import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { slowest } from '../setup/slowest-first.ts';

test('every file that is begun first is there', () => {
  expect(slowest.filter((name) => !existsSync(path.join(import.meta.dirname, '..', `${name}.test.ts`)))).toEqual([]);
});
