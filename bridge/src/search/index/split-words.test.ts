import { expect, test } from 'vitest';
import { splitWanted, splitWords } from './split-words.ts';

test.each<[string, string[]]>([
  ['Anna.Weber@mail.test', ['anna', 'weber', 'mail', 'test']],
  ['Grüße, ÉCOLE — Straße', ['grusse', 'ecole', 'strasse']],
  ['Gru\u0308\u00dfe', ['grusse']],
  ['ﬁnal Ｆｕｌｌ', ['final', 'full']],
  ['Łódź Ørsted', ['lodz', 'orsted']],
  ['Привет, Мир', ['привет', 'мир']],
  ['東京都の abc', ['東京', '京都', '都の', 'の', 'abc']],
  ['हिन्दी पाठ', ['हिन्दी', 'पाठ']],
  ['한국어 메일', ['한국어', '메일']],
  [`${'x'.repeat(100)} y`, ['x'.repeat(40), 'y']],
  ['---', []],
])('%s', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test('what is typed is looked for as the same words; the last one may go on, unless it is quoted', () => {
  expect(splitWanted('anna@Mail', { isQuoted: false })).toEqual([
    { word: 'anna', isStart: false, offset: 0 },
    { word: 'mail', isStart: true, offset: 1 },
  ]);
  expect(splitWanted('Anna', { isQuoted: true })).toEqual([{ word: 'anna', isStart: false, offset: 0 }]);
  expect(splitWanted('東京都abc', { isQuoted: false })).toEqual([
    { word: '東京', isStart: false, offset: 0 },
    { word: '京都', isStart: false, offset: 1 },
    { word: 'abc', isStart: true, offset: 3 },
  ]);
  expect(splitWanted('都', { isQuoted: true })).toEqual([{ word: '都', isStart: true, offset: 0 }]);
});

test.each(['x', '東', 'é', 'a.', '\u0301'])('half a megabyte of %s is split, and no more words than asked for', (unit) => {
  expect(splitWords(unit.repeat(500_000), 1_000).length).toBeLessThanOrEqual(1_000);
});

test('a long text has the words of its parts, wherever it is cut for being folded', () => {
  const sentence = 'Grüße aus 東京都, «ﬁnal» 한국어 हिन्दी';
  const words = splitWords(sentence);
  for (let before = 4_060; before < 4_110; before++) {
    const found = splitWords(`${'.'.repeat(before)}${sentence} ${sentence}`);
    expect(found, `after ${before} characters`).toEqual([...words, ...words]);
  }
});

test.each(['x', 'é', '𝐱', 'a\u0301'])('one word of a hundred thousand %s stays one', (unit) => {
  expect(splitWords(`a ${unit.repeat(100_000)} b`)).toHaveLength(3);
});

test('a run without any place to cut it keeps all of its characters', () => {
  expect(splitWords('東'.repeat(10_000))).toHaveLength(10_000);
  expect(splitWords('𠮷'.repeat(10_000))).toHaveLength(10_000);
});
