import { expect, test } from 'vitest';
import { createDotStuffer } from './dot-stuffing.ts';

const stuff = (pieces: string[]): string => {
  const stuffDots = createDotStuffer();
  return pieces.map((piece) => stuffDots(Buffer.from(piece)).toString()).join('');
};

test.each([
  ['nothing to do', 'a.b\r\nc.\r\n', 'a.b\r\nc.\r\n'],
  ['a dot at the very start', '.a\r\n', '..a\r\n'],
  ['the end of the content', 'a\r\n.\r\nb\r\n', 'a\r\n..\r\nb\r\n'],
  ['dots one after the other', '.\r\n.\r\n..\r\n', '..\r\n..\r\n...\r\n'],
])('%s', (_name, content, stuffed) => {
  expect(stuff([content])).toBe(stuffed);
});

test('wherever the content is cut into pieces, the same comes out', () => {
  const content = '.\r\n..a\r\n.b.\r\n\r\n.';
  for (let first = 0; first <= content.length; first++)
    for (let second = first; second <= content.length; second++)
      expect(stuff([content.slice(0, first), content.slice(first, second), content.slice(second)])).toBe('..\r\n...a\r\n..b.\r\n\r\n..');
});
