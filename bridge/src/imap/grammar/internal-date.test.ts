import { expect, test } from 'vitest';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { parseInternalDate } from './internal-date.ts';

test.each([
  ['17-Jul-1996 02:44:25 -0700', '1996-07-17T09:44:25Z'],
  [' 8-Mar-2023 12:16:47 +0800', '2023-03-08T04:16:47Z'],
  ['8-Mar-2023 12:16:47 +0800', '2023-03-08T04:16:47Z'],
  ['08-MAR-2023 12:16:47 +0800', '2023-03-08T04:16:47Z'],
  ['8-March-2023 12:16 +0800', '2023-03-08T04:16:00Z'],
  ['08-Mar-2023 12:16:47', '2023-03-08T12:16:47Z'],
  ['08-Mar-2023 12:16:47 GMT', '2023-03-08T12:16:47Z'],
  ['08-Mar-2023 12:16:47 UTC', '2023-03-08T12:16:47Z'],
  ['08-Mar-2023 12:16:47 EST', '2023-03-08T17:16:47Z'],
  ['08-Mar-2023 12:16:47 +08:00', '2023-03-08T04:16:47Z'],
  ['08-Mar-2023 12:16:47 +08', '2023-03-08T04:16:47Z'],
  ['08-Mar-2023 12:16:47 +9900', '2023-03-08T12:16:47Z'],
  ['08-Mar-23 12:16:47 +0000', '2023-03-08T12:16:47Z'],
  ['Mon, 09 Feb 2026 10:11:12 +0000', '2026-02-09T10:11:12Z'],
  ['Mon, 9 Feb 2026 10:11:12 +0000 (UTC)', '2026-02-09T10:11:12Z'],
  ['9 Feb 2026 10:11:12 -0130', '2026-02-09T11:41:12Z'],
  ['2023-03-08T12:16:47.123Z', '2023-03-08T12:16:47Z'],
  ['2023-03-08 12:16:47 +0100', '2023-03-08T11:16:47Z'],
  ['Wed Mar  8 12:16:47 2023', '2023-03-08T12:16:47Z'],
])('%s', (text, expected) => expect(new Date(parseInternalDate(text) ?? NaN).toJSON()).toBe(expected.replace('Z', '.000Z')));

test.each([
  '00-Jan-0000 00:00:00 +0000',
  '01-Jan-1970 00:00:00 +0000',
  '31-Dec-1899 00:00:00 +0000',
  '30-Feb-2023 12:16:47 +0000',
  '08-Foo-2023 12:16:47 +0000',
  '08-Mar-2023 25:16:47 +0000',
  '08-Mar-2023',
  'NIL',
  '',
  `08-Mar-2023 12:16:47 ${'+'.repeat(1000)}`,
])('%j is no time that a message came', (text) => expect(parseInternalDate(text)).toBeNull());

test('a date as RFC 9051 has it says what the same one says with a blank too many', () => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 5);
  const random = createRandom(seed);
  const two = (most: number): string => String(random.int(0, most)).padStart(2, '0');
  let times = 0;
  for (let n = 0; n < 3_000; n++) {
    const day = random.pick([two(33), ` ${random.int(0, 9)}`, String(random.int(0, 33))]);
    const month = random.pick(['Jan', 'FEB', 'Apr', 'Jun', 'sep', 'Dec', 'Foo']);
    const year = random.pick(['0026', '1969', '1970', '1971', '2000', '2023', '2024', '2099', '2100', '9999']);
    const text = `${day}-${month}-${year} ${two(25)}:${two(60)}:${two(61)} ${random.pick(['+', '-'])}${two(15)}${two(99)}`;
    const time = parseInternalDate(text);
    expect(time, `seed ${seed}, ${text}`).toBe(parseInternalDate(text.replace(/(?<=\d{4}) /, '  ')));
    if (time !== null) times++;
  }
  expect(times).toBeGreaterThan(500);
});
