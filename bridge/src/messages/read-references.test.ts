import { expect, test } from 'vitest';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
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

test('whatever the header holds: few Message-IDs, short ones, each once, the first and the last of those that are there', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = createRandom(seed);
    const idOf = (): string => `<${random.int(0, 300)}${'x'.repeat(random.pick([0, 20, 200, 880, 5_000]))}@x>`;
    const pieces = Array.from({ length: random.int(0, 400) }, () =>
      random.chance(0.8) ? idOf() : random.pick(['<', '<@', '(no) ', '<a b@x>', '\0', '<\u00fc@x>', '@x>', '\r\n ']),
    );
    const kept = readReferences(`References: ${pieces.join(random.pick([' ', '', '\r\n\t', ',']))}\r\n\r\n`);
    expect(kept.length, `seed ${seed}`).toBeLessThanOrEqual(50);
    expect(kept.join('').length, `seed ${seed}`).toBeLessThanOrEqual(4096);
    expect(new Set(kept).size, `seed ${seed}`).toBe(kept.length);
    expect(
      kept.filter((id) => id.length > 900 || !/^<[^<>\s@]+@[^<>\s]+>$/.test(id)),
      `seed ${seed}`,
    ).toEqual([]);
  }
});

test('one that is named again and again takes nobody’s place', () => {
  expect(readReferences(`References: <a@x> ${'<b@x> '.repeat(10_000)}<c@x>\r\n\r\n`)).toEqual(['<a@x>', '<b@x>', '<c@x>']);
});

test('of long ones as many of the last are kept as fit beside the first', () => {
  const all = Array.from({ length: 40 }, (_, n) => `<${'y'.repeat(394)}${n + 10}@x>`);
  expect(readReferences(`References: ${all.join(' ')}\r\n\r\n`)).toEqual([all[0], ...all.slice(-9)]);
  expect(readReferences(`References: <${'y'.repeat(900)}@x> <a@x>\r\n\r\n`)).toEqual(['<a@x>']);
  expect(readReferences('', `<${'y'.repeat(900)}@x>`)).toEqual([]);
});
