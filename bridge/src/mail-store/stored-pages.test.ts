import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
import { toContentPage, toIndexPage, type StoredMessage } from './page-format.ts';
import { parseContentPage, parseIndexPage, stampContentPage, stampIndexPage } from './stored-pages.ts';

const messages = Array.from({ length: 20 }, (_, i): StoredMessage => ({
  uid: i + 1,
  receivedAt: (i + 1) * 1000,
  flags: i % 2 ? '\\Seen' : '',
  size: i,
  envelope: `("${i}" "\u00e9")`,
  structure: '("TEXT")',
}));
const kinds = [
  ['index', toIndexPage(messages), (page: never) => stampIndexPage(page), parseIndexPage],
  ['content', toContentPage(messages), (page: never) => stampContentPage(page), parseContentPage],
] as const;
const stored = (page: unknown): unknown => JSON.parse(JSON.stringify(page));

test.each(kinds)('an %s page is read as it was written, by this version and an earlier one', (_, page, stamp, parse) => {
  expect(parse(stored(stamp(page as never)))).toEqual(page);
  expect(parse(stored(page))).toEqual(page);
});

test.each(kinds)('an %s page is not read with any character of its values changed', (_, page, stamp, parse) => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 11);
  const random = createRandom(seed);
  const text = JSON.stringify(stamp(page as never));
  let changes = 0;
  while (changes < 60) {
    const at = random.int(0, text.length - 1);
    const changed = `${text.slice(0, at)}${random.pick(['0', '7', 'x', '"', ','])}${text.slice(at + 1)}`;
    let value: unknown;
    try {
      value = JSON.parse(changed);
    } catch {
      continue; // no JSON any more: the store itself refuses it
    }
    changes++;
    let read: unknown;
    try {
      read = parse(value);
    } catch {
      continue; // refused, as it has to be
    }
    expect(read, `seed ${seed}, character ${at}: ${changed}`).toEqual(page);
  }
});

test.each(kinds)('an %s page of an earlier version with a column too short is refused', (_, page, _stamp, parse) => {
  for (const column of Object.keys(page).filter((name) => name !== 'flagSets'))
    expect(() =>
      parse({ ...(stored(page) as object), [column]: (page as unknown as Record<string, unknown[]>)[column]!.slice(1) }),
    ).toThrow(/columns|not what/);
});

test('the checksum of a content page is that of its texts one after the other, as bridges of before wrote it', () => {
  const odd = ['', 'Grüße', 'half a pair \ud83d', '\ude00 the other half', '\u0000', '🙂'.repeat(300)];
  for (const column of [odd, [], [...odd].reverse()]) {
    const page = { uids: column.map((_, i) => i), sizes: column.map(() => 1), envelopes: column, structures: [...column].reverse() };
    let sum = crc32(JSON.stringify([page.uids, page.sizes]));
    for (const text of [...page.envelopes, ...page.structures]) sum = crc32(`${text.length}:${text}`, sum);
    expect(stampContentPage(page)).toMatchObject({ version: 2, checksum: 10 ** 10 + sum });
  }
});

test.each([null, 'text', 7, [], {}, { version: 1 }, { version: 1, checksum: 0, uids: 7 }])('%j is no page', (value) => {
  expect(() => parseIndexPage(value)).toThrow();
  expect(() => parseContentPage(value)).toThrow();
});
