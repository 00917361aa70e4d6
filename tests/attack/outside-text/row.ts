/** A function that is given text from outside, with the largest that reaches it and how such text begins and ends. */
export interface OutsideText {
  name: string;
  /** Bytes, or characters. */
  largest: number;
  run: ((text: string) => unknown) | { bytes: (bytes: Buffer) => unknown };
  start?: string;
  end?: string;
  /** What the shapes are made of beside the common pieces. */
  pieces?: readonly string[];
}

export const kib = 1024;
export const mib = 1024 * kib;

export const buffer = (text: string): Buffer => Buffer.from(text, 'latin1');

/** What parsers of all kinds stumble over when it is repeated; every character is one byte. */
const shortList = ['a', ' ', '(', ')', '()', '[a', '"', '\\', '<', '1 ', 'NIL ', '{0}\r\n', '\r\n', '\xe9', '=?'];

/** What patterns stumble over, too: for texts that are not too long to try it all. */
const longList = [
  '\t',
  '1',
  '[',
  ']',
  '{',
  '}',
  '{1',
  '""',
  '\\"',
  '>',
  '<a',
  '@',
  'a@',
  '.',
  'a.',
  ':',
  ';',
  ',',
  '=',
  '-',
  '&',
  '&-',
  '%',
  '/',
  '*',
  '$',
  '~',
  '!',
  '^',

  '\r',
  '\n',
  '\r\n ',
  '\n\n',
  '\xc3\xa9',
  '\0',
  '\x1b',
  ' a',
  'a ',
  ' 1',
  '1,',
  '1:',
  '(a ',
  '"a" ',
  '=?utf-8?q?',
  '=?utf-8?b?YQ==?= ',
  '* ',
  '+ ',
];
const longestForAll = 128 * kib;

export const piecesFor = ({ largest, pieces = [] }: OutsideText): string[] => [
  ...new Set([...pieces, ...shortList, ...(largest <= longestForAll ? longList : [])]),
];
