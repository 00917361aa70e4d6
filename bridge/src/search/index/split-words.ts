/** Letters that keep their shape under NFKD, and that people type without. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th' };
const special = /[ßæœøđðłıþ]/g;

/** Longer ones are cut: nobody types them, and encoded data makes many. */
const longestWord = 40;

/** Scripts that put nothing between words: each two characters that stand together count as one. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const runs = new RegExp(String.raw`[${unspaced}]+|[[\p{L}\p{N}\p{M}]--[${unspaced}]]+`, 'gv');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'v');
const isPlain = /^[\x00-\x7f]*$/;

/** A text as it is compared: without accents, case and the forms that look alike. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(special, (letter) => plainLetters[letter]!);

const cut = (word: string): string => {
  if (word.length <= longestWord) return word;
  const start = word.slice(0, longestWord);
  return /[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start;
};

const pairsOf = (run: string): string[] => {
  const characters = Array.from(run);
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
};

/** The words of a text, in order; their places in the list are their positions. At most `most`. */
export const splitWords = (text: string, most = Infinity): string[] => {
  const words: string[] = [];
  const found = isPlain.test(text) ? text.toLowerCase().matchAll(/[a-z0-9]+/g) : fold(text).matchAll(runs);
  for (const [run] of found) {
    if (isUnspaced.test(run)) for (const pair of pairsOf(run)) words.push(pair);
    else words.push(cut(run));
    if (words.length >= most) return words.slice(0, most);
  }
  return words;
};

/** A word that is looked for, `offset` words after the first one; `isStart`: it may go on. */
export interface WantedWord {
  word: string;
  isStart: boolean;
  offset: number;
}

/** What is looked for where somebody typed `text`: words that stand together. Unquoted, the last one may go on. */
export const splitWanted = (text: string, { isQuoted }: { isQuoted: boolean }): WantedWord[] => {
  const wanted: WantedWord[] = [];
  let offset = 0;
  const found = [...fold(text).matchAll(runs)];
  for (const [at, [run]] of found.entries()) {
    const isLast = at === found.length - 1;
    if (isUnspaced.test(run)) {
      const pairs = pairsOf(run);
      // The last character pairs with whatever follows it in the text.
      const whole = pairs.length > 1 ? pairs.slice(0, -1) : pairs;
      for (const [place, pair] of whole.entries()) wanted.push({ word: pair, isStart: pairs.length === 1, offset: offset + place });
      offset += pairs.length;
    } else {
      wanted.push({ word: cut(run), isStart: isLast && !isQuoted && run.length < longestWord, offset });
      offset++;
    }
  }
  return wanted;
};
