import { detectAll } from 'jschardet';
import { hasDosLetters } from './charset-contradiction.ts';
import type { GuessCharset } from './decode-charset.ts';

/** So many bytes are looked at: more says hardly more, and the work grows with them. */
const sampleBytes = 4096;

const western = ['windows-1252', 'windows-1250', 'windows-1254', 'windows-1257', 'windows-1258', 'iso-8859-2'];
/** Their letters are the quotation marks and dashes of Windows: only where those stand within words. */
const dos = ['cp437', 'cp850'];
const multiByte = ['cp949', 'gb18030', 'big5', 'cp932', 'euc-jp'];
const others = ['windows-1251', 'windows-1253', 'windows-1255', 'windows-1256', 'cp874', 'koi8-r', 'koi8-u', 'ibm866'];

/** Every charset that a guess may name, which are those that mail is written in. A release has the models of these alone. */
export const guessedCharsets: readonly string[] = [...western, ...dos, ...multiByte, ...others];

/** Below these a guess is not worth more than what a message says of itself. */
const sure = { multiByte: 0.04, other: 0.09 };
/** Where the bytes are well-formed as what was said: so sure of another, and so many times surer. */
const rivalled = { confidence: 0.3, times: 4 };
/** What is compared with a charset that a message names. */
const sameAs: Record<string, string> = { gbk: 'gb18030', shift_jis: 'cp932', 'euc-kr': 'cp949' };
/** A few bytes, none beside another, are letters or signs of Western text: of words in other letters all are. */
const few = 6;
/**
 * So much likelier than windows-1252, which most Western text is in, another charset has to be, and that by so many different bytes or so
 * surely.
 */
const likelier = { times: 1.6, bytes: 3, confidence: 0.1 };

/** The charset that mail in these bytes is likeliest in, by how often their pairs occur in each language. */
export const guessCharset: GuessCharset = (bytes, isDoubted, rival) => {
  const sample = rival === undefined ? sampleOf(bytes) : withoutAscii(sampleOf(bytes));
  const high = sample.filter((byte) => byte >= 0x80);
  const isLone = high.length < few && !sample.some((byte, at) => byte >= 0x80 && (sample[at + 1] ?? 0) >= 0x80);
  const candidates = [...western, ...(hasDosLetters(sample) ? dos : []), ...(isLone ? [] : [...multiByte, ...others])];
  const found = detectAll(sample, { detectEncodings: candidates, minimumThreshold: 0 });
  const [best] = found;
  const name = best?.encoding?.toLowerCase();
  if (!best || name === undefined) return null;
  if (rival !== undefined) {
    const saidName = sameAs[rival] ?? rival;
    const said = found.find(({ encoding }) => encoding?.toLowerCase() === saidName)?.confidence ?? 0;
    return multiByte.includes(name) && best.confidence >= Math.max(rivalled.confidence, said * rivalled.times) ? name : null;
  }
  if (dos.includes(name)) return name;
  if (western.includes(name)) {
    const usual = found.find(({ encoding }) => encoding?.toLowerCase() === 'windows-1252')?.confidence ?? 0;
    const isFounded = new Set(high).size >= likelier.bytes || best.confidence >= likelier.confidence;
    return isFounded && best.confidence >= usual * likelier.times ? name : 'windows-1252';
  }
  return !isDoubted || best.confidence >= (multiByte.includes(name) ? sure.multiByte : sure.other) ? name : null;
};

/** Markup says nothing about the letters between; the second byte of an East Asian character may look like ASCII. */
const withoutAscii = (bytes: Uint8Array): Uint8Array => bytes.filter((byte, at) => byte >= 0x80 || (bytes[at - 1] ?? 0) >= 0x80);

/** The lines with anything but ASCII in them, as far as they fit. */
const sampleOf = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length <= sampleBytes) return bytes;
  const sample = new Uint8Array(sampleBytes);
  let length = 0;
  for (let start = 0; start < bytes.length && length < sampleBytes;) {
    const lineFeed = bytes.indexOf(0x0a, start);
    const end = lineFeed === -1 ? bytes.length : lineFeed + 1;
    const line = bytes.subarray(start, end);
    if (line.some((byte) => byte >= 0x80)) {
      const taken = line.subarray(0, sampleBytes - length);
      sample.set(taken, length);
      length += taken.length;
    }
    start = end;
  }
  return sample.subarray(0, length);
};
