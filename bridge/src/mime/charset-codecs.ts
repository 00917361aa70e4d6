import iconv from 'iconv-lite';
import { fromHz, sevenBitForms, toEightBit, type SevenBitForm } from './iso-2022.ts';

/** How much a charset says about whether bytes are in it: any bytes are `latin` or `single-byte`, few are `multi-byte` or `utf-8`. */
type CharsetFamily = 'utf-8' | 'utf-16' | 'multi-byte' | 'seven-bit' | 'latin' | 'single-byte';

export interface CharsetCodec {
  name: string;
  family: CharsetFamily;
  /** What is not in the charset becomes U+FFFD. */
  decode: (bytes: Uint8Array) => string;
}

/** Names that say nothing: what servers and programs write where the message says nothing, or they do not know. */
const silent = new Set(
  'ascii usascii ansix341968 ansix341986 iso646us 7bit 8bit binary unknown unknown8bit xunknown none default auto autodetect xuserdefined iso8859 charset'.split(
    ' ',
  ),
);

const multiByte = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);
const latin = new Set(
  'windows-1252 windows-1250 windows-1254 windows-1257 windows-1258 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 macintosh'.split(
    ' ',
  ),
);

/** Other names of what the platform decodes, without their punctuation. */
const aliases: Record<string, string> = {
  utf8: 'utf-8',
  utf8mb4: 'utf-8',
  utf8mb3: 'utf-8',
  cp65001: 'utf-8',
  ansi: 'windows-1252',
  latin: 'windows-1252',
  latin1: 'windows-1252',
  western: 'windows-1252',
  iso88591: 'windows-1252',
  unicode: 'utf-16',
  utf16: 'utf-16',
  ucs2: 'utf-16',
  iso10646ucs2: 'utf-16',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  johab: 'euc-kr',
  ksx1001: 'euc-kr',
  ksc56011987: 'euc-kr',
  kscc56011987: 'euc-kr',
  cp950: 'big5',
  big5hkscs2004: 'big5',
  gb231280: 'gbk',
  gb180302000: 'gb18030',
  eucgb2312cn: 'gbk',
  euccn: 'gbk',
  cp51932: 'euc-jp',
};

/**
 * Finds how a charset that a message names is decoded, however its name is written (`"UTF-8"`, `utf_8`, `x-windows-1251`, `cp-1251`); null
 * for names that say nothing and names that nobody knows. In order: what browsers know, seven-bit forms, what iconv-lite knows.
 */
export const findCodec = (label: string): CharsetCodec | null => {
  const name = label
    .slice(0, 60)
    .toLowerCase()
    .replace(/^["'\s]+|["'\s].*$|[;,].*$/gs, '')
    .replace(/^charset=/, '');
  if (name === '' || silent.has(name.replace(/[^a-z0-9]/g, ''))) return null;
  return findKnown(name) ?? findKnown(name.replace(/^(?:x-|cs)/, ''));
};

const findKnown = (name: string): CharsetCodec | null => {
  const bare = name.replace(/[^a-z0-9]/g, '');
  if (/2022.?jp|^jis7?$|^junet$|^cp5022\d$/.test(bare)) return fromPlatform('iso-2022-jp');
  const form = (Object.keys(sevenBitForms) as SevenBitForm[]).find((one) => bare.startsWith(one.replaceAll('-', '')));
  if (form) return sevenBit(form, sevenBitForms[form].eightBit, (bytes) => toEightBit(bytes, form));
  if (bare.startsWith('hz')) return sevenBit('hz-gb-2312', 'gbk', fromHz);
  const alias = Object.hasOwn(aliases, bare) ? aliases[bare]! : name;
  return fromPlatform(alias) ?? fromIconv(bare);
};

const sevenBit = (name: string, eightBit: string, undo: (bytes: Uint8Array) => Uint8Array): CharsetCodec => {
  const decoder = new TextDecoder(eightBit);
  return { name, family: 'seven-bit', decode: (bytes) => decoder.decode(undo(bytes)) };
};

const fromPlatform = (label: string): CharsetCodec | null => {
  if (label === 'utf-16') return { name: 'utf-16', family: 'utf-16', decode: (bytes) => decoderOfUtf16(bytes).decode(bytes) };
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label);
  } catch (error) {
    // Not one of the platform's.
    if (error instanceof RangeError) return null;
    throw error;
  }
  return { name: decoder.encoding, family: familyOf(decoder.encoding), decode: (bytes) => decoder.decode(bytes) };
};

const familyOf = (name: string): CharsetFamily => {
  if (name === 'utf-8') return 'utf-8';
  if (name.startsWith('utf-16')) return 'utf-16';
  if (name === 'iso-2022-jp') return 'seven-bit';
  if (multiByte.has(name)) return 'multi-byte';
  return latin.has(name) ? 'latin' : 'single-byte';
};

/**
 * Without a mark the bytes say which it is: of Latin letters the high byte is 0 (RFC 2781 §4.3 asks for big-endian, Windows writes little).
 */
const decoderOfUtf16 = (bytes: Uint8Array): TextDecoder => {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < bytes.length && at < 1000; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  return new TextDecoder(even > odd ? 'utf-16be' : 'utf-16le');
};

/** Encodings of bytes, not of characters. */
const noCharset = /^(?:base64|hex|binary|ucs2|utf7imap|internal)$/;
const dos = /^(?:cp|ibm|csibm)(?:437|850|858|860|861|863|865|852|857)$/;

const fromIconv = (bare: string): CharsetCodec | null => {
  if (noCharset.test(bare) || !iconv.encodingExists(bare)) return null;
  const family = bare.includes('utf7') ? 'seven-bit' : dos.test(bare) ? 'latin' : 'single-byte';
  return { name: bare, family, decode: (bytes) => iconv.decode(bytes, bare) };
};
