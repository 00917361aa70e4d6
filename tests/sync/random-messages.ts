import iconv from 'iconv-lite';
import { createRandom, type SeededRandom } from './seeded-random.ts';
import { damages, type Damage } from './message-damages.ts';

/** A message as somebody's program might have written it, with one thing wrong in it, and what it says. */
export interface OddMessage {
  source: Buffer;
  subject: string;
  /** What its text says; blanks do not count. */
  text: string;
  /** How it is made, for who looks into a failure. */
  recipe: string;
  damage: Damage;
}

/** Text in a language, and charsets that it is written in. */
const languages: [subject: string, text: string, charsets: string[]][] = [
  ['Meeting tomorrow', 'Dear Ann, we meet at eight in the usual place. Please bring the plans.', ['us-ascii', 'utf-8', 'iso-8859-1']],
  [
    'Grüße aus München',
    'Liebe Anna, schöne Grüße aus München. Wir hören später voneinander, für heute ade.',
    ['iso-8859-1', 'windows-1252', 'utf-8', 'cp850'],
  ],
  ['Счет на оплату', 'Здравствуйте! Направляем вам счет на оплату за прошлый месяц. Спасибо.', ['windows-1251', 'koi8-r', 'utf-8']],
  ['会議のお知らせ', 'こんにちは。明日の会議の資料を送ります。よろしくお願いします。', ['shift_jis', 'euc-jp', 'utf-8']],
  ['会议通知', '您好，请查收附件中的发票。我们明天上午开会。谢谢！', ['gbk', 'gb2312', 'utf-8']],
  ['會議通知', '您好，請查收附件中的發票。我們明天上午開會。謝謝！', ['big5', 'utf-8']],
  ['주말특가 안내', '안녕하세요. 회의 일정을 알려드립니다. 내일 오전에 만나요.', ['euc-kr', 'utf-8']],
  [
    'Zaproszenie na zebranie',
    'Dzień dobry, zapraszamy na zebranie. Prosimy o potwierdzenie obecności. Dziękujemy!',
    ['iso-8859-2', 'windows-1250', 'utf-8'],
  ],
  ['Πρόσκληση', 'Καλημέρα σας, σας προσκαλούμε στη συνάντηση αύριο το πρωί.', ['iso-8859-7', 'windows-1253', 'utf-8']],
  ['הזמנה לפגישה', 'שלום רב, אתם מוזמנים לפגישה מחר בבוקר. תודה.', ['windows-1255', 'utf-8']],
];

const attachment =
  'Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.pdf\n\nJVBERi0xLjQKJcfsj6I=';
const picture = 'Content-Type: image/png\nContent-ID: <1@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=';
const inner = 'Content-Type: message/rfc822\n\nSubject: inner\nFrom: b@x.example\n\ninner text that is not the message';

type Random = SeededRandom;
type PartKind = 'plain' | 'html' | 'flowed';

const quotedPrintable = (bytes: Buffer): string =>
  Array.from(bytes, (byte) =>
    (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 10
      ? String.fromCharCode(byte)
      : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
    .join('')
    .split('\n')
    .map((line) => line.replace(/.{60}(?=.)/g, (piece) => `${piece}=\n`).replace(/=\n(=?[0-9A-F]{0,2}=\n)/g, '=\n$1'))
    .join('\n');

const encodeBody = (bytes: Buffer, encoding: string): string =>
  encoding === 'base64'
    ? bytes.toString('base64').replace(/.{76}/g, '$&\n')
    : encoding === 'quoted-printable'
      ? foldQuotable(bytes)
      : bytes.toString('latin1');

/** Lines end between codes, never within one. */
const foldQuotable = (bytes: Buffer): string => {
  let [out, column] = ['', 0];
  for (const piece of quotedPrintable(bytes)
    .replaceAll('=\n', '')
    .match(/=[0-9A-F]{2}|[^]/g) ?? []) {
    if (piece === '\n') column = 0;
    else if (column + piece.length > 74) [out, column] = [`${out}=\n`, 0];
    out += piece;
    column += piece === '\n' ? 0 : piece.length;
  }
  return out.replace(/ (?=\n|$)/g, '=20');
};

const textPart = (random: Random, kind: PartKind, text: string, charset: string): { part: string; recipe: string } => {
  const isHtml = kind === 'html';
  const body = isHtml
    ? `<html><body><p>${text.replaceAll('. ', '.</p><p>')}</p></body></html>`
    : kind === 'flowed'
      ? text.replaceAll(', ', ', \n')
      : text;
  const bytes = iconv.encode(`${body}\n`, charset === 'us-ascii' ? 'latin1' : charset);
  const encoding = random.pick(charset === 'us-ascii' ? ['7bit', 'quoted-printable', 'base64'] : ['8bit', 'quoted-printable', 'base64']);
  const type = `text/${isHtml ? 'html' : 'plain'}; charset=${random.pick([charset, `"${charset}"`, charset.toUpperCase()])}${kind === 'flowed' ? '; format=flowed' : ''}`;
  return {
    part: `Content-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\n\n${encodeBody(bytes, encoding)}`,
    recipe: `${kind} ${charset} ${encoding}`,
  };
};

const multipart = (random: Random, kind: string, ...parts: string[]): string => {
  const boundary = `${random.pick(['b', '=_', '----=_Part_', 'Apple-Mail-'])}${random.int(0, 999_999_999)}`;
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;
};

const structures: Record<string, (random: Random, part: (kind: PartKind) => string) => string> = {
  plain: (_, part) => part('plain'),
  flowed: (_, part) => part('flowed'),
  html: (_, part) => part('html'),
  alternative: (random, part) => multipart(random, 'alternative', part('plain'), part('html')),
  mixed: (random, part) => multipart(random, 'mixed', part('plain'), attachment),
  'mixed, alternative': (random, part) =>
    multipart(random, 'mixed', multipart(random, 'alternative', part('plain'), part('html')), attachment),
  related: (random, part) => multipart(random, 'related', part('html'), picture),
  'alternative, related': (random, part) =>
    multipart(random, 'alternative', part('plain'), multipart(random, 'related', part('html'), picture)),
  'mixed, message': (random, part) => multipart(random, 'mixed', part('plain'), inner),
};

const encodeSubject = (random: Random, subject: string, charset: string): string => {
  const bytes = iconv.encode(subject, charset === 'us-ascii' ? 'latin1' : charset);
  const at = random.int(0, bytes.length);
  const words = [bytes.subarray(0, at), bytes.subarray(at)].filter(({ length }) => length > 0);
  const way = random.pick(['raw', 'b', 'q', 'split b', 'split q']);
  if (charset === 'us-ascii' || way === 'raw') return bytes.toString('latin1');
  const word = (piece: Buffer): string =>
    way.endsWith('b')
      ? `=?${charset}?B?${piece.toString('base64')}?=`
      : `=?${charset}?Q?${Array.from(piece, (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')}?=`;
  return way.startsWith('split') ? words.map(word).join('\n ') : word(bytes);
};

/** Makes the message with this number out of a seed: the same number is the same message. */
export const makeOddMessage = (seed: number, number: number): OddMessage => {
  const random = createRandom(seed * 10_007 + number);
  const [title, text, charsets] = random.pick(languages);
  const charset = random.pick(charsets);
  const name = random.pick(Object.keys(structures));
  const recipes: string[] = [name];
  const body = structures[name]!(random, (kind) => {
    const { part, recipe } = textPart(random, kind, text, charset);
    recipes.push(recipe);
    return part;
  });
  const damage = random.pick(damages);
  const subject = `${title} ${number}`;
  const header = `Date: Mon, 9 Feb 2026 10:11:12 +0100\nFrom: "Ann" <ann@x.example>\nTo: bob@x.example\nSubject: ${encodeSubject(random, subject, charset)}\nMIME-Version: 1.0\n`;
  const source = damage.apply(header + body, random).replaceAll('\n', damage.lineBreak ?? '\r\n');
  return { source: Buffer.from(source, 'latin1'), subject, text, recipe: `#${number} ${recipes.join(', ')}; ${damage.name}`, damage };
};
