import { createHash } from 'node:crypto';
import type { StoredMessage } from '../../bridge/src/mail-store/page-format.ts';
import type { KeptText } from '../../bridge/src/messages/texts/kept-texts.ts';
import { textsOf } from '../setup/message-texts.ts';
import type { SeededRandom } from '../sync/seeded-random.ts';

/** A person as headers name one. */
interface Person {
  name: string;
  address: string;
}

/** A message as it was sent, before it became what a server tells of it. */
export interface RandomMessage {
  uid: number;
  from: Person;
  to: Person[];
  subject: string;
  /** Null: it is not at hand. */
  text: string | null;
  isPartial: boolean;
  receivedAt: number;
  flags: string;
  isAttached: boolean;
}

const syllables = [
  'ka',
  'to',
  'mi',
  're',
  'no',
  'su',
  'la',
  'ver',
  'den',
  'ing',
  'pro',
  'ter',
  'an',
  'el',
  'ü',
  'é',
  'ß',
  'qu',
  'sch',
  'x',
];
const odd = [
  'Grüße',
  'ÉCOLE',
  'Straße',
  '東京都',
  'メール',
  'Привет',
  'हिन्दी',
  'ﬁnal',
  'a',
  '2026',
  'INV-2026/117',
  'x@y.test',
  '—',
  '!!!',
  'Ångström',
];

/** Words as texts have them: some often, most hardly ever. */
export const createVocabulary = (random: SeededRandom, size: number): ((random: SeededRandom) => string) => {
  const words = Array.from({ length: size }, (_, at) =>
    at < odd.length ? odd[at]! : Array.from({ length: random.int(1, 4) }, () => random.pick(syllables)).join(''),
  );
  return (own) => words[Math.floor(words.length * own.next() ** 3)]!;
};

const sentence = (random: SeededRandom, pick: (random: SeededRandom) => string, words: number): string =>
  Array.from({ length: words }, () => pick(random)).join(' ');

/** A random message of a mailbox. */
export const createMessage = (
  random: SeededRandom,
  pick: (random: SeededRandom) => string,
  { uid, receivedAt, words, hasText }: { uid: number; receivedAt: number; words: number; hasText: boolean },
): RandomMessage => {
  const person = (): Person => ({
    name: `${pick(random)} ${pick(random)}`,
    address: `p${random.int(1, 2000)}.k@host${random.int(1, 50)}.test`,
  });
  return {
    uid,
    from: person(),
    to: Array.from({ length: random.int(1, 3) }, person),
    subject: sentence(random, pick, random.int(1, 8)),
    text: hasText ? sentence(random, pick, words) : null,
    isPartial: hasText && random.chance(0.1),
    receivedAt,
    flags: [...(random.chance(0.7) ? ['\\Seen'] : []), ...(random.chance(0.1) ? ['\\Flagged'] : [])].join(' '),
    isAttached: random.chance(0.2),
  };
};

/** The text as an encoded word where it has to be one, within quotes. */
const quoted = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"=?utf-8?B?${Buffer.from(text).toString('base64')}?="`;

const address = ({ name, address: full }: Person): string => {
  const [local = '', host = ''] = full.split('@');
  return `(${quoted(name)} NIL "${local}" "${host}")`;
};

const plain = '("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "8BIT" 100 5 NIL NIL NIL NIL)';
const file = '("APPLICATION" "PDF" ("NAME" "a.pdf") NIL NIL "BASE64" 1000 NIL ("ATTACHMENT" ("FILENAME" "a.pdf")) NIL NIL)';

/** What a server tells of it. */
export const toStored = ({ uid, from, to, subject, receivedAt, flags, isAttached }: RandomMessage): StoredMessage => ({
  uid,
  receivedAt,
  flags,
  size: 1000,
  envelope: `(NIL ${quoted(subject)} (${address(from)}) NIL NIL (${to.map(address).join('')}) NIL NIL NIL "<${uid}.${createHash('md5').update(subject).digest('hex')}@x.test>")`,
  structure: isAttached ? `(${plain}${file} "MIXED" ("BOUNDARY" "b") NIL NIL NIL)` : plain,
});

/** What is kept of its text. */
export const toKept = ({ text, isPartial }: Pick<RandomMessage, 'text' | 'isPartial'>): KeptText => ({
  isPartial,
  texts: textsOf(text ?? ''),
});
