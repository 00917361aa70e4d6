import { expect, test } from 'vitest';
import { readReferences } from './read-references.ts';

test.each<[string, string, string | undefined, string[]]>([
  ['one', 'References: <a@x>\r\n\r\n', undefined, ['<a@x>']],
  ['folded, with a comment', 'references: <a@x>\r\n (first)\r\n\t<b@y>\r\n\r\n', '<c@z>', ['<a@x>', '<b@y>']],
  ['none, but an answer', '\r\n', '<c@z>', ['<c@z>']],
  ['none, an answer to two messages', '', '<c@z> <d@z>', []],
  ['an answer in the words of old programs', '', 'Your message of "Mon, 1 Jan" <c@z>', ['<c@z>']],
  ['no header', '', undefined, []],
  ['no Message-IDs', 'References: nonsense <a> @\r\n\r\n', undefined, []],
])('%s', (_, header, inReplyTo, expected) => {
  expect(readReferences(header, inReplyTo)).toEqual(expected);
});

test('a long conversation keeps its first message and the last ones', () => {
  const all = Array.from({ length: 200 }, (_, n) => `<${n}@x>`);
  const kept = readReferences(`References: ${all.join('\r\n ')}\r\n\r\n`);
  expect(kept).toEqual(['<0@x>', ...all.slice(-49)]);
});
