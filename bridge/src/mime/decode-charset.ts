import { contradicts } from './charset-contradiction.ts';
import { findCodec, type CharsetCodec } from './charset-codecs.ts';
import { shareOfCommonHan } from './common-han.ts';
import { canTellApart, isUnusual } from './east-asian-text.ts';
import { countUtf8, type Utf8Facts } from './utf8-facts.ts';

/**
 * Guesses the charset of bytes; `isDoubted`: they name another one, so it has to be sure; `rival`: one that they could be in as well, so it
 * has to be much surer of another. Null: nothing can be said.
 */
export type GuessCharset = (bytes: Uint8Array, isDoubted: boolean, rival?: string) => string | null;

export const guessNothing: GuessCharset = () => null;

export interface CharsetHints {
  /** What the part or word says of itself; empty where it says nothing. */
  label: string;
  /** What else names a charset for it, the likeliest first: `<meta>`, the charset of the message around it. */
  others?: readonly string[];
  guess?: GuessCharset;
}

const utf8 = new TextDecoder('utf-8');
const western = findCodec('windows-1252')!;

/**
 * Decodes text whose charset may be missing, unknown or wrong: a byte order mark decides, then UTF-8 that nothing else could well be, then
 * the first named charset that the bytes do not contradict, then a guess; where nothing decides, what is named, else windows-1252. Linear.
 */
export const decodeCharset = (bytes: Uint8Array, { label, others = [], guess = guessNothing }: CharsetHints): string => {
  const marked = decodeMarked(bytes);
  if (marked !== null) return marked;
  const facts = countUtf8(bytes);
  const named = [label, ...others].flatMap((name) => findCodec(name) ?? []);
  if (facts.high === 0) return decodeSevenBit(bytes, named);
  if (isClearlyUtf8(facts, named[0], bytes)) return utf8.decode(bytes);
  for (const codec of named) {
    const text = codec.decode(bytes);
    const isContradicted = contradicts(codec, bytes, facts, text);
    const likelier = codec.family === 'multi-byte' ? findCommonHan(codec.name, isContradicted ? '' : text, bytes) : null;
    if (likelier !== null) return likelier;
    if (!isContradicted) return decodeAnother(codec, text, bytes, guess) ?? text;
  }
  const guessed = findCodec(guess(bytes, named.length > 0) ?? '');
  if (guessed && !(guessed.name === 'windows-1252' && named[0]?.family === 'latin')) {
    const text = guessed.decode(bytes);
    if (guessed.family === 'latin' || !contradicts(guessed, bytes, facts, text)) return text;
  }
  // Read as UTF-8 most of it would be lost.
  return (named.find(({ family }) => family !== 'utf-8') ?? western).decode(bytes);
};

/** What bytes say in another East Asian charset than the one they are well-formed in, where they hardly say anything in that. */
const decodeAnother = ({ name }: CharsetCodec, text: string, bytes: Uint8Array, guess: GuessCharset): string | null => {
  if (!isUnusual(name, text)) return null;
  const another = findCodec(guess(bytes, true, name) ?? '');
  if (!another || another.name === name || !canTellApart(name, another.name, text)) return null;
  return another.decode(bytes);
};

/** Charsets with Chinese characters, whose bytes are well-formed in each other. */
const withHan = ['gbk', 'big5', 'euc-jp', 'shift_jis'];
/** So much of the characters is common at most where they are read wrongly, and so much at least where they are read rightly. */
const commonShare = { wrong: 0.35, right: 0.5, times: 2 };

/** What bytes say in another charset, where the Chinese characters are common ones there, and hardly any where they are said to be. */
const findCommonHan = (said: string, textAsSaid: string, bytes: Uint8Array): string | null => {
  // Korean is hardly written in them.
  if (said === 'euc-kr' && !isUnusual(said, textAsSaid)) return null;
  const shareAsSaid = shareOfCommonHan(textAsSaid) ?? 0;
  if (shareAsSaid > commonShare.wrong && !textAsSaid.includes('\uFFFD')) return null;
  let best = { share: Math.max(commonShare.right, shareAsSaid * commonShare.times), text: null as string | null };
  for (const name of withHan) {
    if (name === said) continue;
    const text = findCodec(name)!.decode(bytes);
    const share = text.includes('\uFFFD') ? null : shareOfCommonHan(text);
    if (share !== null && share >= best.share) best = { share, text };
  }
  return best.text;
};

const decodeMarked = (bytes: Uint8Array): string | null => {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return utf8.decode(bytes);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return findCodec('utf-16')!.decode(bytes);
  return null;
};

/** A two-byte character of an East Asian charset may look like UTF-8 by chance, hardly several of three bytes. */
const isClearlyUtf8 = ({ short, long, broken }: Utf8Facts, named: CharsetCodec | undefined, bytes: Uint8Array): boolean => {
  if (short + long === 0 || broken * 10 > short + long) return false;
  if (named?.family !== 'multi-byte') return true;
  return (broken === 0 && long >= 2) || named.decode(bytes).includes('\uFFFD');
};

const hasSequence = (bytes: Uint8Array, ...sequence: number[]): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(Buffer.from(sequence));

/** Without a byte above 127 only a few charsets are anything but ASCII: those that are named, and those that announce themselves. */
const decodeSevenBit = (bytes: Uint8Array, named: readonly CharsetCodec[]): string => {
  const codec = named.find(({ family }) => family === 'seven-bit');
  if (codec) return codec.decode(bytes);
  const zeros = bytes.includes(0) ? bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0) : 0;
  if (zeros * 4 > bytes.length) return findCodec('utf-16')!.decode(bytes);
  if (hasSequence(bytes, 0x1b, 0x24, 0x29, 0x43)) return findCodec('iso-2022-kr')!.decode(bytes);
  if (hasSequence(bytes, 0x1b, 0x24)) return findCodec('iso-2022-jp')!.decode(bytes);
  return utf8.decode(bytes);
};
