/** Letters that keep their shape under NFKD, and that people type without. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', ı: 'i', þ: 'th' };
const special = /[ßæœøđðłıþ]/g;

/** Longer ones are cut: nobody types them, and encoded data makes many. */
const longestWord = 40;

/** Scripts that put nothing between words: each two characters that stand together count as one. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
/** The words of a folded text; what stands in the group is of a script without spaces. */
const runs = new RegExp(String.raw`([${unspaced}]+)|[[\p{L}\p{N}\p{M}]--[${unspaced}]]+`, 'gv');
const isPlain = /^[\x00-\x7f]*$/;

/** So many characters are folded at once: where few words are wanted, a long text costs no more than a short one. */
const longestPiece = 4_096;
/** So far back a piece may end where a word does; only a text without any such place is cut within one. */
const furthestBack = 256;
const isBetweenWords = /[\s\p{P}]/u;
const isLowSurrogate = /[\udc00-\udfff]/;

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

/** Where a piece that starts here ends. */
const endOfPiece = (text: string, start: number): { end: number; isWithinWord: boolean } => {
  const last = start + longestPiece;
  if (last >= text.length) return { end: text.length, isWithinWord: false };
  for (let end = last; end > last - furthestBack; end--) if (isBetweenWords.test(text[end]!)) return { end, isWithinWord: false };
  return { end: isLowSurrogate.test(text[last]!) ? last - 1 : last, isWithinWord: true };
};

/** The words of a text, in order; their places in the list are their positions. At most `most`, and no more is read than they need. */
export const splitWords = (text: string, most = Infinity): string[] => {
  const words: string[] = [];
  let isWithinWord = false;
  for (let start = 0; start < text.length && words.length < most;) {
    const piece = endOfPiece(text, start);
    const own = text.slice(start, piece.end);
    const found = isPlain.test(own) ? own.toLowerCase().matchAll(/[a-z0-9]+/g) : fold(own).matchAll(runs);
    for (const { 0: run, 1: unspacedRun, index } of found) {
      if (unspacedRun !== undefined) for (const pair of pairsOf(run)) words.push(pair);
      // What goes on here was cut to its first characters in the piece before.
      else if (index > 0 || !isWithinWord) words.push(cut(run));
      if (words.length >= most) return words.slice(0, most);
    }
    start = piece.end;
    ({ isWithinWord } = piece);
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
  for (const [at, { 0: run, 1: unspacedRun }] of found.entries()) {
    const isLast = at === found.length - 1;
    if (unspacedRun !== undefined) {
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
