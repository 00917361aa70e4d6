import { expect, test } from 'vitest';
import { reduceEnriched } from './enriched-text.ts';

test.each<[name: string, text: string, reduced: string]>([
  ['commands', '<bold>Now</bold> is <color><param>red</param>the</color> time', 'Now is the time'],
  ['line breaks', 'one\ntwo\n\nthree\r\n\r\n\r\nfour', 'one two\nthree\n\nfour'],
  ['no filling', 'a\nb\n<nofill>\nc\nd\n</nofill>\ne', 'a b \nc\nd\n e'],
  ['the sign itself', '1 << 2 and <<b> stays', '1 < 2 and <b> stays'],
  ['richtext', 'one<nl>two <lt> three', 'one\ntwo < three'],
  ['nothing', '', ''],
])('%s', (_, text, reduced) => {
  expect(reduceEnriched(text)).toBe(reduced);
});
