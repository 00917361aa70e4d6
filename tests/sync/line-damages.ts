import type { SeededRandom } from './seeded-random.ts';

/** What happens to one line of a server on its way: the bytes that arrive instead, latin1. The line comes with its line end. */
export interface Damage {
  name: string;
  /** It may hit what says where a response begins or ends: then nothing after it makes sense, once. */
  isFraming: boolean;
  apply(line: string, random: SeededRandom): string;
}

const printable = Array.from('abcXYZ019 ()[]{}"\\*%<>@,.:;-_~');

/** The place of one of these characters; -1 where there is none. */
const pickPlace = (line: string, pattern: RegExp, random: SeededRandom): number => {
  const places = [...line.matchAll(pattern)].map(({ index }) => index);
  return places.length === 0 ? -1 : random.pick(places);
};

/** Puts a text in the place of one character. */
const replaceAt = (line: string, at: number, text: string): string => (at < 0 ? line : line.slice(0, at) + text + line.slice(at + 1));
/** Anywhere between the star and the line end. */
const inside = (line: string, random: SeededRandom): number => random.int(1, Math.max(1, line.length - 3));
/** A digit that does not say how long a literal is. */
const digits = /\d(?![\d+]*\}\r\n)/g;

export const damages: readonly Damage[] = [
  { name: 'a blank line before it', isFraming: false, apply: (line) => `\r\n${line}` },
  { name: 'a blank line after it', isFraming: false, apply: (line) => `${line}\r\n` },
  { name: 'blanks alone before it', isFraming: false, apply: (line) => `  \r\n${line}` },
  { name: 'an unknown response before it', isFraming: false, apply: (line) => `* XYZZY 5 (what "ever")\r\n${line}` },
  { name: 'a status nobody asked for before it', isFraming: false, apply: (line) => `* OK still here\r\n${line}` },
  { name: 'an unknown response in its place', isFraming: false, apply: () => '* XYZZY\r\n' },
  { name: 'twice', isFraming: false, apply: (line) => line + line },
  { name: 'never', isFraming: false, apply: () => '' },
  { name: 'blanks at its end', isFraming: false, apply: (line) => (line.includes('{') ? line : line.replace(/\r\n$/, '   \r\n')) },
  { name: 'two blanks behind the star', isFraming: false, apply: (line) => line.replace(/^\* /, '*  ') },
  {
    name: 'its first words in small letters',
    isFraming: false,
    apply: (line) => line.replace(/^\* (?:\d+ )?[A-Z]+/, (words) => words.toLowerCase()),
  },
  {
    name: 'another digit',
    isFraming: false,
    apply: (line, random) => replaceAt(line, pickPlace(line, digits, random), String(random.int(0, 9))),
  },
  {
    name: 'a number with ten digits more',
    isFraming: false,
    apply: (line, random) => replaceAt(line, pickPlace(line, digits, random), '19564493749'),
  },
  { name: 'a quote less', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /"/g, random), '') },
  { name: 'a quote more', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /[a-z ]/gi, random), '"') },
  { name: 'a parenthesis less', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /[()]/g, random), '') },
  {
    name: 'a parenthesis more',
    isFraming: false,
    apply: (line, random) => replaceAt(line, pickPlace(line, / /g, random), random.pick([' (', ' )', '( ', ') '])),
  },
  { name: 'a bracket less', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /[[\]]/g, random), '') },
  { name: 'a blank less', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /(?<!^\*) /g, random), '') },
  {
    name: 'a tab in the place of a blank',
    isFraming: false,
    apply: (line, random) => replaceAt(line, pickPlace(line, /(?<!^\*) /g, random), '\t'),
  },
  { name: 'NIL in the place of a word', isFraming: false, apply: (line) => line.replace(/"[^"]*"/, 'NIL') },
  { name: 'a NUL inside', isFraming: false, apply: (line, random) => replaceAt(line, pickPlace(line, /[a-z]/gi, random), '\0') },
  {
    name: 'a byte that is no text inside',
    isFraming: false,
    apply: (line, random) => replaceAt(line, pickPlace(line, /[a-z]/gi, random), '\xff'),
  },
  { name: 'a line break inside', isFraming: true, apply: (line, random) => replaceAt(line, inside(line, random), '\r\n') },
  { name: 'a line feed alone at its end', isFraming: true, apply: (line) => line.replace(/\r\n$/, '\n') },
  { name: 'no line end', isFraming: true, apply: (line) => line.replace(/\r\n$/, '') },
  { name: 'cut off', isFraming: true, apply: (line, random) => `${line.slice(0, inside(line, random))}\r\n` },
  { name: 'a length of a literal at its end', isFraming: true, apply: (line) => line.replace(/\r\n$/, ' {5}\r\n') },
  { name: 'a byte less', isFraming: true, apply: (line, random) => replaceAt(line, inside(line, random), '') },
  {
    name: 'a byte more',
    isFraming: true,
    apply: (line, random) => replaceAt(line, inside(line, random), random.pick(printable) + random.pick(printable)),
  },
  { name: 'another byte', isFraming: true, apply: (line, random) => replaceAt(line, inside(line, random), random.pick(printable)) },
  { name: 'another star', isFraming: true, apply: (line, random) => replaceAt(line, 0, random.pick(['#', '+', 'k', ' ', ''])) },
];
