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
const usual = [...western, ...multiByte, ...others];

/** Below these a guess is not worth more than what a message says of itself. */
const sure = { multiByte: 0.04, other: 0.09 };
/** Where nothing is said, any other guess than a Western one has to be at least so good, for single letters. */
const leastFew = { bytes: 4, confidence: 0.05 };

/** The charset that mail in these bytes is likeliest in, by how often their pairs occur in each language. */
export const guessCharset: GuessCharset = (bytes, isDoubted) => {
  const sample = sampleOf(bytes);
  const [best] = detectAll(sample, { detectEncodings: hasDosLetters(sample) ? [...usual, ...dos] : usual, minimumThreshold: 0 });
  const name = best?.encoding?.toLowerCase();
  if (!best || name === undefined) return null;
  if (western.includes(name) || dos.includes(name)) return name;
  const high = sample.reduce((count, byte) => (byte >= 0x80 ? count + 1 : count), 0);
  if (isDoubted) return best.confidence >= (multiByte.includes(name) ? sure.multiByte : sure.other) ? name : null;
  return high < leastFew.bytes && best.confidence < leastFew.confidence ? null : name;
};

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
