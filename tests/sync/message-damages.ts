import type { SeededRandom as Random } from './seeded-random.ts';

/** One thing that is wrong in a message. */
export interface Damage {
  name: string;
  /** The message, a character for each byte and lines apart by LF; what does not fit in it stays as it is. */
  apply: (message: string, random: Random) => string;
  /** Where lines do not end as they should. */
  lineBreak?: string;
  /** It takes away what the text could be known by: something is shown, but not what was written. */
  isLossy?: boolean;
}

const replace = (pattern: RegExp, by: string) => (message: string) => message.replace(pattern, by);
const firstCharset = /charset=[^\n;]+/;
const everyCharset = /charset=[^\n;]+/g;
const firstEncoding = /Content-Transfer-Encoding: (.*)/;
/** Each another one, in which the bytes are well-formed. */
const anotherEastAsian: Record<string, string> = {
  shift_jis: 'euc-kr',
  'euc-jp': 'euc-kr',
  gbk: 'big5',
  gb2312: 'big5',
  big5: 'gbk',
  'euc-kr': 'gbk',
};
const announced = /boundary="([^"]*)"/;

export const damages: readonly Damage[] = [
  { name: 'nothing wrong', apply: (message) => message },
  { name: 'no MIME-Version', apply: replace(/MIME-Version: 1\.0\n/, '') },
  { name: 'no charset', apply: replace(everyCharset, 'x=y') },
  { name: 'empty charset', apply: replace(everyCharset, 'charset=""') },
  { name: 'a charset that nobody knows', apply: replace(everyCharset, 'charset=x-unknown') },
  { name: 'called us-ascii', apply: replace(everyCharset, 'charset=us-ascii') },
  { name: 'called UTF-8', apply: replace(everyCharset, 'charset=utf-8') },
  {
    name: 'called another East Asian charset',
    // Headers that say no charset are read by what their message says, and are too short to be read otherwise.
    apply: (message) =>
      !/^Subject: .*[\x80-\xFF]/m.test(message)
        ? message.replace(/charset="?([\w-]+)"?/g, (all, name: string) =>
            name.toLowerCase() in anotherEastAsian ? `charset=${anotherEastAsian[name.toLowerCase()]}` : all,
          )
        : message,
  },
  { name: 'charset with blanks', apply: replace(firstCharset, 'charset = "utf-8"') },
  { name: 'an unclosed quote', apply: (message) => message.replace(/charset="?([^"\n;]+)"?/, 'charset="$1') },
  { name: 'no semicolon', apply: replace(/(text\/(?:plain|html)); charset/, '$1 charset') },
  { name: 'two semicolons', apply: replace(/; charset/, ';; charset') },
  { name: 'type in capitals', apply: (message) => message.replace(/text\/plain|text\/html/, (type) => type.toUpperCase()) },
  { name: 'type without a subtype', apply: replace(/text\/plain/, 'text') },
  { name: 'type of one word', apply: replace(/text\/plain/, 'plain') },
  { name: 'empty type', apply: replace(/text\/plain; /, '; ') },
  { name: 'a text that nobody knows', apply: replace(/text\/plain/, 'text/x-unknown') },
  { name: 'two types', apply: replace(/(Content-Type: .*\n)/, '$1Content-Type: text/plain\n') },
  { name: 'blank before the colon', apply: replace(/Content-Type:/, 'Content-Type :') },
  { name: 'a header line that is none', apply: replace(/(Subject: )/, 'this is no header\n$1') },
  { name: 'a folded type', apply: (message) => message.replace(/; charset/, ';\n\tcharset') },
  { name: 'no boundary', apply: replace(announced, '') },
  { name: 'another boundary', apply: replace(announced, 'boundary="other"') },
  { name: 'boundary without quotes', apply: replace(announced, 'boundary=$1') },
  { name: 'boundary with blanks at its end', apply: (message) => message.replace(/(\n--[^\n]{3,})\n/, '$1 \t\n') },
  { name: 'no end of the parts', apply: (message) => message.replace(/\n--[^\n]+--\n$/, '\n') },
  { name: 'text before the parts', apply: (message) => message.replace(/\n\n--/, '\n\nThis is a message in MIME format.\n\n--') },
  { name: 'text behind the parts', apply: (message) => (message.endsWith('--\n') ? `${message}-- \nsent by a list\n` : message) },
  { name: 'encoding in capitals', apply: (message) => message.replace(firstEncoding, (line) => line.toUpperCase()) },
  { name: 'encoding in quotes', apply: replace(firstEncoding, 'Content-Transfer-Encoding: "$1"') },
  { name: 'encoding with a comment', apply: replace(firstEncoding, 'Content-Transfer-Encoding: $1 (as always)') },
  { name: 'encoding misspelt', apply: (message) => message.replace('quoted-printable', 'quoted_printable').replace('base64', 'base-64') },
  { name: 'short lines of base64', apply: (message) => message.replace(/^[\w+/]{60,76}$/gm, (line) => line.replace(/.{5}/g, '$&\n')) },
  { name: 'lines end with LF', apply: (message) => message, lineBreak: '\n' },
  { name: 'cut off', apply: (message, random) => message.slice(0, message.length - random.int(1, 20)), isLossy: true },
  { name: 'a byte of zero', apply: (message) => `${message.slice(0, -1)}\0\n` },
  { name: 'NULs before it', apply: (message) => message.replace(/^/, 'X-Odd: \0\0\n') },
  { name: 'everything twice in the header', apply: (message) => message.replace(/^(Date: [^\n]*\n)/, '$1$1$1') },
  { name: 'a long line', apply: (message) => message.replace(/\n\n/, `\nX-Long: ${'x'.repeat(5_000)}\n\n`) },
];
