import { expect, test } from 'vitest';
import { isNestedDeeply } from './nesting.ts';

test.each([
  ['a newsletter', '@media (max-width: 600px) { .a:not(.b) { width: calc((100% - 1px) / 2) } }'.repeat(5_000), false],
  ['media in media', '@media all{'.repeat(20_000), true],
  ['rules in rules', 'p{&:is(p,'.repeat(20_000), true],
  ['values in values', `p{width:${'calc('.repeat(20_000)}1px`, true],
  ['ends without a beginning', ')}]'.repeat(20_000), false],
])('%s', (_, style, expected) => {
  expect(isNestedDeeply(style)).toBe(expected);
});
