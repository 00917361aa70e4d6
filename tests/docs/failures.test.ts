import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeFailures } from './describe-failures.ts';

test('docs/failures.md says what the code says; npm run docs writes it', () => {
  expect(readFileSync(path.join(import.meta.dirname, '../../docs/failures.md'), 'utf8')).toBe(describeFailures());
});
