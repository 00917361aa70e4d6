import { expect, test } from 'vitest';
import { joinFlowed } from './flowed-text.ts';

test.each<[name: string, text: string, joined: string]>([
  ['a quote and its answer', '> Shall we meet? \r\nNo, thanks.', '> Shall we meet? \nNo, thanks.'],
  ['an answer and a quote', 'No, \n> Shall we meet?', 'No, \n> Shall we meet?'],
  ['quotes of different depth', '>> When? \n> Now? \nNever.', '>> When? \n> Now? \nNever.'],
  ['a quote over several lines', '> one \n> two\n>\n> three', '> one two\n>\n> three'],
  ['paragraphs', 'one \ntwo\n\nthree', 'one two\n\nthree'],
  ['a signature', 'Bye \n-- \nAnn', 'Bye \n-- \nAnn'],
  ['a quoted signature', '> Bye\n> -- \n> Ann', '> Bye\n> -- \n> Ann'],
  ['stuffed blanks', ' From here\n  two\n >no quote', 'From here\n two\n>no quote'],
  ['quotes without a blank', '>a \n>b', '> a b'],
  ['the end flows', 'one ', 'one '],
  ['nothing', '', ''],
])('%s', (_, text, joined) => {
  expect(joinFlowed(text, { deletesSpace: false })).toBe(joined);
});

test('with DelSp the blank that joins is none', () => {
  expect(joinFlowed('会 \n議 \r\nの', { deletesSpace: true })).toBe('会議の');
  expect(joinFlowed('> a  \n> b', { deletesSpace: true })).toBe('> a b');
});
