import { expect, test } from 'vitest';
import { hasPastedBlanks } from './pasted-blanks.ts';

test.for(['a ', ' a', 'a\n', 'a\r\n', '\ta', 'a\rb', '\u00a0a', 'a\u3000', 'a\u200b', '\ufeffa', ' '])(
  'blanks from pasting are pointed out in %j',
  (password) => {
    expect(hasPastedBlanks(password)).toBe(true);
  },
);

test.for(['', 'a', 'a b', 'abcd efgh ijkl mnop', 'ä\u200bö'])('%j is as people type it', (password) => {
  expect(hasPastedBlanks(password)).toBe(false);
});
