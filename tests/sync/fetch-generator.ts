import { createRandom, type SeededRandom } from './seeded-random.ts';

const subjects = [
  'Invoice 42',
  'a "quoted" \\ subject',
  'Größe, raw UTF-8 ✓',
  '=?UTF-8?B?R3LDvMOfZQ==?= and =?utf-8?Q?caf=C3=A9?=',
  '=?iso-2022-jp?B?GyRCMnE1RBsoQg==?=',
  '=?koi8-r?B?8NLJ18XU?=',
  '=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=',
  '=?gbk?B?xOO6ww==?=',
  '=?UTF-8?B?44GT44KT?=\r\n =?UTF-8?B?44Gr44Gh44Gv?=',
  '=?unknown?X?broken?=',
  '',
  '()%*"{5}',
];
const dates = ['Thu, 1 Jan 2026 10:00:00 +0000', '1 Feb 2020 23:59:59 -0800', 'no date at all', ''];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Makes untagged FETCH responses as servers write them: any order, strings quoted, as atoms or as literals, NIL anywhere it may be. */
export const createFetchGenerator = (seed: number): (() => Buffer) => {
  const random = createRandom(seed);
  return () => {
    const items = [
      `UID ${random.int(1, 4294967295)}`,
      `FLAGS (${pickSome(random, ['\\Seen', '\\Answered', '\\Flagged', '$Forwarded', 'NonJunk', '\\Draft']).join(' ')})`,
      `INTERNALDATE "${String(random.int(1, 28)).padStart(2, ' ')}-${random.pick(months)}-${random.int(1990, 2037)} 0${random.int(0, 9)}:1${random.int(0, 9)}:59 ${random.pick(['+0000', '-0730', '+1245'])}"`,
      `RFC822.SIZE ${random.int(0, 4294967295)}`,
      `MODSEQ (${(2n ** BigInt(random.int(0, 62)) + BigInt(random.int(0, 1000))).toString()})`,
      `ENVELOPE ${envelope(random)}`,
      `BODYSTRUCTURE ${structure(random, 0)}`,
    ].sort(() => random.next() - 0.5);
    return Buffer.from(`* ${random.int(1, 4294967295)} FETCH (${items.join(' ')})`);
  };
};

const pickSome = <Value>(random: SeededRandom, values: readonly Value[]): Value[] => values.filter(() => random.chance(0.3));

const text = (random: SeededRandom, value: string): string => {
  if (value !== '' && (value.includes('\n') || random.chance(0.15))) return `{${Buffer.byteLength(value)}}\r\n${value}`;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
};

const optional = (random: SeededRandom, write: () => string): string => (random.chance(0.25) ? 'NIL' : write());

const address = (random: SeededRandom): string =>
  `(${optional(random, () => text(random, random.pick([...subjects, 'Ann'])))} NIL ${optional(random, () => text(random, random.pick(['ann', 'a"b', 'ü'])))} ${optional(random, () => text(random, 'mail.test'))})`;

const envelope = (random: SeededRandom): string => {
  const addresses = () => optional(random, () => `(${Array.from({ length: random.int(1, 3) }, () => address(random)).join('')})`);
  return `(${[
    optional(random, () => text(random, random.pick(dates))),
    optional(random, () => text(random, random.pick(subjects))),
    ...Array.from({ length: 6 }, addresses),
    optional(random, () => text(random, '<parent@mail.test>')),
    optional(random, () => text(random, ' <id@mail.test> ')),
  ].join(' ')})`;
};

const parameterSets = [
  ['charset', 'utf-8', 'format', 'flowed'],
  ['CHARSET', 'ISO-2022-JP'],
  ['filename', 'report.pdf'],
  ['filename', '=?UTF-8?Q?Gr=C3=B6=C3=9Fe=2Epdf?='],
  ['filename*', "UTF-8''Gr%C3%B6%C3%9Fe%20a.pdf"],
  ['filename*0*', "UTF-8''Gr%C3%B6", 'filename*1*', '%C3%9Fe.pdf'],
  ['filename*1', '-two.pdf', 'filename*0', 'one'],
  ['name*0*', "koi8-r''%F0%D2%C9", 'name*1*', '%D7%C5%D4?_=.txt'],
];

const parameters = (random: SeededRandom): string =>
  optional(
    random,
    () =>
      `(${random
        .pick(parameterSets)
        .map((value) => text(random, value))
        .join(' ')})`,
  );

const extension = (random: SeededRandom): string => {
  const parts = [
    optional(random, () => `(${text(random, random.pick(['attachment', 'INLINE']))} ${parameters(random)})`),
    optional(random, () => random.pick(['("en" "de")', '"en"'])),
    optional(random, () => text(random, 'https://mail.test/a b')),
  ].slice(0, random.int(0, 3));
  return parts.map((part) => ` ${part}`).join('');
};

const structure = (random: SeededRandom, depth: number): string => {
  const kind = random.next();
  if (depth < 4 && kind < 0.35) {
    const children = Array.from({ length: random.int(1, 4) }, () => structure(random, depth + 1)).join('');
    return `(${children} ${text(random, random.pick(['MIXED', 'alternative']))}${random.chance(0.8) ? ` ${parameters(random)}${extension(random)}` : ''})`;
  }
  const fields = (encoding: string) =>
    `${parameters(random)} ${optional(random, () => text(random, '<cid@mail.test>'))} ${optional(random, () => text(random, 'a description'))} "${encoding}" ${random.int(0, 99999)}`;
  const tail = random.chance(0.8) ? ` ${optional(random, () => '"Q2hlY2sgSW50ZWdyaXR5IQ=="')}${extension(random)}` : '';
  if (depth < 4 && kind < 0.45)
    return `("MESSAGE" "RFC822" ${fields('7BIT')} ${envelope(random)} ${structure(random, depth + 1)} ${random.int(0, 999)}${tail})`;
  if (kind < 0.8) return `("TEXT" ${random.pick(['"PLAIN"', '"html"'])} ${fields('QUOTED-PRINTABLE')} ${random.int(0, 999)}${tail})`;
  return `("APPLICATION" "PDF" ${fields('BASE64')}${tail})`;
};
