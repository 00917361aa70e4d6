import { decodeCharset } from '../decode-charset.ts';
import { readRtfTokens } from './rtf-tokens.ts';

/** What an RTF says: its text, or the HTML that it was made from (MS-OXRTFEX). */
export interface RtfText {
  form: 'plain' | 'html';
  text: string;
}

interface Group {
  /** Nothing in it is text. */
  isHidden: boolean;
  /** RTF that stands for HTML beside it, between `\htmlrtf` and `\htmlrtf0`. */
  isTwin: boolean;
  /** How many characters stand behind `\u` for readers that do not know it. */
  skipped: number;
  font: number;
}

const signs: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  '\n': '\n',
  '\r': '\n',
  tab: '\t',
  cell: '\t',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
  '~': '\u00A0',
  _: '\u2011',
  '{': '{',
  '}': '}',
  '\\': '\\',
};
/** Groups that are about the text. Those that begin with `\*` are, too, but for the HTML. */
const aboutText = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr footnote listtable'.split(' '),
);
/** Charsets of fonts that are no Western ones, by their numbers in Windows. */
const fontCharsets: Record<number, string> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
const deepest = 500;

/** Windows code pages are charsets; 65001 is UTF-8. */
const charsetOf = (codePage: number): string =>
  codePage === 65001 ? 'utf-8' : codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : `cp${codePage}`;

/** Reads the text of an RTF, or the HTML in it, as far as it is well-formed; null: it is none. Linear. */
export const readRtf = (rtf: Buffer): RtfText | null => {
  if (!rtf.toString('latin1', 0, 6).startsWith('{\\rtf')) return null;
  const pieces: string[] = [];
  const fonts = new Map<number, string>();
  const groups: Group[] = [];
  let group: Group = { isHidden: false, isTwin: false, skipped: 1, font: 0 };
  let form: RtfText['form'] = 'plain';
  let charset = 'windows-1252';
  let bytes: number[] = [];
  let [toSkip, isFirst, isOptional] = [0, false, false];

  const flush = (): void => {
    const piece = Buffer.from(bytes);
    const isAscii = bytes.every((byte) => byte < 0x80);
    if (bytes.length > 0)
      pieces.push(isAscii ? piece.toString('latin1') : decodeCharset(piece, { label: fonts.get(group.font) ?? charset }));
    bytes = [];
  };
  const say = (text: string): void => {
    flush();
    if (!group.isHidden && !group.isTwin) pieces.push(text);
  };
  /** What a group is for stands at its start. */
  const begin = (name: string): void => {
    if (isOptional && name === 'htmltag') [group.isHidden, group.isTwin] = [form !== 'html', false];
    else if (isOptional || aboutText.has(name)) group.isHidden = true;
  };
  const readWord = (name: string, value: number | null): void => {
    if (name === 'u') {
      say(String.fromCharCode((value ?? 0) & 0xffff));
      toSkip = group.skipped;
    } else if (name === 'uc') group.skipped = Math.min(Math.max(value ?? 1, 0), 10);
    else if (name === 'fromhtml') form = 'html';
    else if (name === 'ansicpg') charset = charsetOf(value ?? 1252);
    else if (name === 'htmlrtf') {
      flush();
      group.isTwin = value !== 0;
    } else if (name === 'f') {
      flush();
      group.font = value ?? 0;
    } else if (name === 'fcharset' && fontCharsets[value ?? 0]) fonts.set(group.font, fontCharsets[value ?? 0]!);
    else if (Object.hasOwn(signs, name)) say(signs[name]!);
  };

  for (const token of readRtfTokens(rtf)) {
    if (token.kind === 'open') {
      flush();
      if (groups.length >= deepest) break;
      groups.push(group);
      [group, isFirst, isOptional, toSkip] = [{ ...group }, true, false, 0];
    } else if (token.kind === 'close') {
      flush();
      group = groups.pop() ?? group;
      if (groups.length === 0) break;
      [isFirst, toSkip] = [false, 0];
    } else if (toSkip > 0) toSkip--;
    else if (token.kind === 'byte') {
      if (!group.isHidden && !group.isTwin) bytes.push(token.byte);
      isFirst = false;
    } else if (isFirst && token.name === '*') isOptional = true;
    else {
      if (isFirst) begin(token.name);
      isFirst = false;
      readWord(token.name, token.value);
    }
  }
  flush();
  return { form, text: pieces.join('') };
};
