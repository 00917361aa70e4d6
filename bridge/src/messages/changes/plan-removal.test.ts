import { expect, test } from 'vitest';
import { planRemoval } from './plan-removal.ts';

test.each<[string, string[], boolean, unknown]>([
  ['MOVE', ['MOVE', 'UIDPLUS'], false, ['move']],
  ['MOVE alone', ['MOVE'], false, ['move']],
  ['a copy where there is no MOVE', ['UIDPLUS'], false, ['copy', 'remove']],
  ['for good', ['MOVE', 'UIDPLUS'], true, ['remove']],
  ['for good, IMAP4rev2', ['IMAP4REV2'], true, ['remove']],
  ['never a plain EXPUNGE', ['MOVE'], true, null],
  ['nor after a copy', [], false, null],
])('%s', (_, capabilities, isInTrash, steps) => {
  expect(planRemoval(new Set(capabilities), isInTrash)).toEqual(steps);
});
