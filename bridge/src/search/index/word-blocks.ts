import { createTurns, type EndStep } from '../../async/take-turns.ts';

/**
 * What an index page says of its words: for each word, in the order of its UTF-16 units, which messages hold it and where. Written as blocks
 * of some kilobytes, so that a search decrypts those alone that its word can be in.
 *
 * A block is a run of entries: how many units the word shares with the one before it, the rest of it (length, UTF-8), how many bytes follow,
 * and these: for each message the distance to the one before, how many positions, and the distances between them. All numbers are varints
 * (LEB128).
 */

/** Messages by their place in the page, each followed by how many positions there are, and these, ascending: `[place, n, p1, … pn, place, …]`. */
export type Postings = readonly number[];

/** Larger blocks cost a search more, smaller ones the store. */
const blockBytes = 6 * 1024;

export interface WordBlocks {
  /** The first word of each block. */
  firstWords: string[];
  blocks: Buffer[];
}

/** Writes the words of a page; `endStep` after each. */
export const writeWordBlocks = async (words: ReadonlyMap<string, Postings>, endStep: EndStep = createTurns()): Promise<WordBlocks> => {
  const written: WordBlocks = { firstWords: [], blocks: [] };
  let bytes: number[] = [];
  let previous = '';
  const flush = (): void => {
    if (bytes.length > 0) written.blocks.push(Buffer.from(bytes));
    bytes = [];
    previous = '';
  };
  for (const word of [...words.keys()].sort()) {
    if (bytes.length === 0) written.firstWords.push(word);
    const shared = sharedStart(previous, word);
    const rest = Buffer.from(word.slice(shared));
    writeNumber(bytes, shared);
    writeNumber(bytes, rest.length);
    for (const byte of rest) bytes.push(byte);
    writePostings(bytes, words.get(word)!);
    previous = word;
    if (bytes.length >= blockBytes) flush();
    await endStep();
  }
  flush();
  return written;
};

/** Tells every place and position of a word; where `take` answers true, no more of this place. */
export type VisitPostings = (take: (place: number, position: number) => boolean | void) => void;

/** Goes through the words of a block, in order, as long as `take` does not answer false; `visit` reads a word's postings where they are wanted. */
export const walkWordBlock = (block: Buffer, take: (word: string, visit: VisitPostings) => boolean | void): void => {
  const at = { place: 0 };
  let word = '';
  while (at.place < block.length) {
    const shared = readNumber(block, at);
    const length = readNumber(block, at);
    word = word.slice(0, shared) + block.toString('utf8', at.place, at.place + length);
    at.place += length;
    const size = readNumber(block, at);
    const start = at.place;
    at.place += size;
    if (take(word, (visit) => visitPostings(block, start, start + size, visit)) === false) return;
  }
};

/** The blocks that may hold words that begin so, as a range of their places, both included; null: none. */
export const findBlocks = (firstWords: readonly string[], start: string): [first: number, last: number] | null => {
  if (firstWords.length === 0) return null;
  // Words that begin so come from `start` on, and before anything that begins otherwise and is greater.
  const first = Math.max(0, countWhile(firstWords, (word) => word <= start) - 1);
  const last = countWhile(firstWords, (word) => word <= start || word.startsWith(start)) - 1;
  return last < 0 ? null : [first, last];
};

/** How many from the beginning on `hold`; they hold up to some place, and no further. */
const countWhile = (words: readonly string[], holds: (word: string) => boolean): number => {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(words[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const sharedStart = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  // Between the halves of a surrogate pair nothing can be cut.
  return at > 0 && /[\ud800-\udbff]/.test(a[at - 1]!) ? at - 1 : at;
};

const writeNumber = (bytes: number[], value: number): void => {
  let rest = value;
  for (; rest >= 128; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
};

const readNumber = (bytes: Buffer, at: { place: number }): number => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at.place++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
};

const writePostings = (bytes: number[], postings: Postings): void => {
  const written: number[] = [];
  let message = 0;
  for (let at = 0; at < postings.length;) {
    const [place, count] = [postings[at]!, postings[at + 1]!];
    writeNumber(written, place - message);
    writeNumber(written, count);
    let position = 0;
    for (let i = at + 2; i < at + 2 + count; i++) {
      writeNumber(written, postings[i]! - position);
      position = postings[i]!;
    }
    message = place;
    at += 2 + count;
  }
  writeNumber(bytes, written.length);
  for (const byte of written) bytes.push(byte);
};

const visitPostings = (block: Buffer, start: number, end: number, take: Parameters<VisitPostings>[0]): void => {
  const at = { place: start };
  let message = 0;
  while (at.place < end) {
    message += readNumber(block, at);
    let position = 0;
    let isEnough = false;
    for (let left = readNumber(block, at); left > 0; left--) {
      position += readNumber(block, at);
      isEnough ||= take(message, position) === true;
    }
  }
};
