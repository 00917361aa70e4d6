import { parseBodyStructure } from '../../bridge/src/imap/grammar/body-structure.ts';
import { parseEnvelope } from '../../bridge/src/imap/grammar/envelope.ts';
import { attachmentsOf } from '../../bridge/src/messages/attachments.ts';
import { readReferences } from '../../bridge/src/messages/read-references.ts';
import { readBareText } from '../../bridge/src/messages/reading/bare-text.ts';
import { toShownLine } from '../../bridge/src/messages/safe-text.ts';
import { parseDateHeader } from '../../bridge/src/mime/date-header.ts';
import { decodePiece } from '../../bridge/src/mime/decode-piece.ts';
import { decodeHeaderText } from '../../bridge/src/mime/header-text.ts';
import { joinParameters } from '../../bridge/src/mime/parameters.ts';

/** A function that meets what somebody else wrote in the loop that answers calls. */
export interface CostRow {
  name: string;
  /** The most that it accepts, in bytes or entries. */
  most: number;
  /** What it is fed: a shape that is repeated, or a whole of so many entries. */
  shapes: readonly string[] | ((count: number) => string);
  run: (input: string) => unknown;
}

const quoted = (text: string): string => `"${text.replace(/["\\\r\n]/g, 'x')}"`;
const inHeaders = [
  '=?',
  '=?utf-8?q?a?= ',
  '=?utf-8?b?YQ==?=',
  '=?a?q?',
  '=?x?b?',
  '\x80',
  '\xc3\xbc',
  '\xc1\xd6',
  '\x1b$B',
  ' ',
  'a ',
  '"',
  '(',
  '%41',
  "'",
  '\0',
];
const inBodies = ['\n', '\r\n', ' ', '=', '=\n', '= ', 'A', 'A=', '<', '<a', '<p>', '\x80', '--\n', '='.repeat(3), ' \n', 'a:b\n'];

/** Functions that read headers, structures and bare texts of messages. What costs more runs in a thread of its own. */
export const mailCosts: readonly CostRow[] = [
  { name: 'decodeHeaderText', most: 64 * 1024, shapes: inHeaders, run: (text) => decodeHeaderText(text) },
  { name: 'parseDateHeader', most: 64 * 1024, shapes: [...inHeaders, '1:1', 'jan ', '+', '9', '(', '()'], run: parseDateHeader },
  {
    name: 'joinParameters',
    most: 64 * 1024,
    shapes: inHeaders,
    run: (text) =>
      joinParameters([
        ['a*0*', text],
        ['b', text],
        [text, 'x'],
        ['c*', text],
      ]),
  },
  { name: 'toShownLine', most: 64 * 1024, shapes: [...inHeaders, '\u202e', '💌'], run: toShownLine },
  {
    name: 'readReferences',
    most: 16 * 1024,
    shapes: ['<a@b>', '<', '<@', '\n ', '\nReferences:', 'References:'],
    run: (text) => readReferences(`References: ${text}`),
  },
  {
    name: 'parseEnvelope, one subject',
    most: 64 * 1024,
    shapes: inHeaders,
    run: (text) => parseEnvelope(`(NIL ${quoted(text)} NIL NIL NIL NIL NIL NIL NIL NIL)`),
  },
  {
    name: 'parseEnvelope, many recipients',
    most: 4_000,
    shapes: (count) => `(NIL NIL NIL NIL NIL (${'("=?utf-8?q?a?=" NIL "b" "c")'.repeat(count)}) NIL NIL NIL NIL)`,
    run: (text) => parseEnvelope(text),
  },
  {
    name: 'attachmentsOf, many parts',
    most: 1_300,
    shapes: (count) => `(${'("text" "plain" ("charset" "x") NIL NIL "7bit" 1 1)'.repeat(count)} "mixed")`,
    run: (text) => attachmentsOf(parseBodyStructure(text)!),
  },
  {
    name: 'attachmentsOf, many parameters',
    most: 5_000,
    shapes: (count) => `("text" "plain" (${'"a*1*" "x" '.repeat(count)}) NIL NIL "7bit" 1 1)`,
    run: (text) => attachmentsOf(parseBodyStructure(text)!),
  },
  { name: 'readBareText', most: 512 * 1024, shapes: inBodies, run: (text) => readBareText({ source: Buffer.from(text, 'latin1') }) },
  ...['base64', 'quoted-printable'].map((encoding) => ({
    name: `decodePiece, ${encoding}`,
    most: 512 * 1024,
    shapes: inBodies,
    run: (text: string) => decodePiece(Buffer.from(text, 'latin1'), encoding, true),
  })),
];
