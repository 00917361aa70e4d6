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
