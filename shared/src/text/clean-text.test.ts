import { expect, test } from 'vitest';
import { cleanMarkedText, cleanText, limitMarks, textUses } from './clean-text.ts';

/** Every code point; half characters stand apart, so that no two make one. */
const codePoints = Array.from({ length: 0x11_0000 }, (_, at) => String.fromCodePoint(at));
const matching = (pattern: RegExp): string[] => codePoints.filter((character) => pattern.test(character));
const misleading = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2060-\u206f\ufff9-\ufffb]/u;

test('what does not mislead stays in every use, all of Unicode', () => {
  const harmless = codePoints.filter((character) => !misleading.test(character)).join('');
  for (const use of textUses) expect(cleanText(harmless, use) === harmless, use).toBe(true);
});

test.each<[(typeof textUses)[number], RegExp]>([
  ['line', /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u],
  ['outsideLine', /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u],
  ['label', /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u],
  ['body', /(?![\n\t])\p{Cc}/u],
  ['text', /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u202d\u202e\u2060-\u2065\ufeff]/u],
  ['source', /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060-\u206f\ufeff]/u],
  ['reply', /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u],
  ['words', /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u],
])('a %s has nothing of this left, and stays as it is when it is cleaned again', (use, never) => {
  const all = matching(misleading).map((character) => `a${character}b`);
  const cleaned = all.map((text) => cleanText(text, use));
  expect(cleaned.filter((text) => never.test(text))).toEqual([]);
  expect(cleaned.map((text) => cleanText(text, use))).toEqual(cleaned);
});

test.each([
  ['Persian', 'می\u200cخواهم'],
  ['a family', '👩\u200d👩\u200d👧'],
  ['a flag', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['a soft hyphen', 'Donau\u00addampf'],
])('%s is written with what looks like nothing, and stays in lines and texts', (_, text) => {
  for (const use of ['line', 'outsideLine', 'text', 'source'] as const) expect(cleanText(text, use)).toBe(text);
});

test('no letter carries more than four marks', () => {
  expect(limitMarks(`Z${'\u0335'.repeat(50)}a\u0301`)).toBe(`Z${'\u0335'.repeat(4)}a\u0301`);
  const pieces = ['Z', '\u0335'.repeat(3), '\u202E', '\u200B', '\u0301'.repeat(9), '\u0000', '\uD800', '\u2028', '\u200D'];
  for (const use of textUses)
    for (const first of pieces)
      for (const second of pieces)
        for (const third of pieces) {
          const text = `a${first}${second}${third}${first}`;
          expect(cleanMarkedText(text, use)).toBe(limitMarks(cleanText(text, use)));
        }
});
