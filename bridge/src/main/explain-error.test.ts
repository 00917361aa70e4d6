import { expect, test } from 'vitest';
import { corrupt, StoreError } from '../store/store-error.ts';
import { explainError } from './explain-error.ts';

const full = Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });

test.each([
  ['accounts.sqlite', corrupt('x'), 'store-damaged'],
  ['mail.sqlite', corrupt('x'), 'store-rebuilding'],
  ['outbox.sqlite', corrupt('x'), 'outbox-damaged'],
  ['another.sqlite', corrupt('x'), 'store-damaged'],
  ['mail.sqlite', full, 'disk-full'],
  ['outbox.sqlite', full, 'disk-full'],
  ['outbox.sqlite', new Error('a mistake of ours'), 'internal'],
])('%s: %o is told as %s', (name, cause, kind) => {
  expect(explainError(new StoreError(`/data/${name}`, cause))).toEqual({ kind });
});

test('what was thrown elsewhere is told as what it is, and never by its words', () => {
  expect(explainError(Object.assign(new Error('secret'), { code: 'ENOSPC', syscall: 'write' }))).toEqual({ kind: 'disk-full' });
  for (const thrown of [new Error('secret'), 'secret', undefined]) expect(explainError(thrown)).toEqual({ kind: 'internal' });
});
