import { expect, test } from 'vitest';
import { createMboxEntry, mboxSeparator } from './mbox.ts';

const write = (...pieces: string[]): string => {
  const entry = createMboxEntry();
  return pieces.map((piece) => entry.piece(piece)).join('') + entry.end();
};

test.each<[string, string[], string]>([
  ['lines end with LF, an entry with an empty line', ['Subject: a\r\n\r\nb\r\n'], 'Subject: a\n\nb\n\n'],
  ['a last line without an end gets one', ['a\r\n\r\nb'], 'a\n\nb\n\n'],
  [
    'separators in the text are quoted, and quoted ones too',
    ['a\r\n\r\nFrom x\r\n>From y\r\n From z\r\n'],
    'a\n\n>From x\n>>From y\n From z\n\n',
  ],
  ['over the border of pieces', ['a\r\n\r', '\nFr', 'om x\r', '\nb\r\n'], 'a\n\n>From x\nb\n\n'],
  ['bytes stay bytes', ['\u00ff\u0000\r\n'], '\u00ff\u0000\n\n'],
])('%s', (_, pieces, expected) => {
  expect(write(...pieces)).toBe(expected);
});

test('the separator has the sender and the time, or the customary stand-in', () => {
  expect(mboxSeparator('ann@mail.test', Date.UTC(2026, 0, 2, 3, 4, 5))).toBe('From ann@mail.test Fri Jan  2 03:04:05 2026\n');
  expect(mboxSeparator('a b\n', 0)).toBe('From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n');
});
