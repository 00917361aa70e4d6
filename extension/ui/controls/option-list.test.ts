import { expect, test } from 'vitest';
import { comboboxAttributes, optionByKey } from './OptionList.tsx';

test.each([
  ['ArrowDown', [-1, 0, 1, 2], [0, 1, 2, 0]],
  ['ArrowUp', [-1, 0, 1, 2], [2, 2, 0, 1]],
] as const)('%s goes round, and begins at the near end', (key, from, to) => {
  expect(from.map((marked) => optionByKey({ count: 3, marked }, key))).toEqual(to);
  expect(optionByKey({ count: 1, marked: -1 }, key)).toBe(0);
  expect(optionByKey({ count: 0, marked: -1 }, key)).toBeNull();
});

test.each(['Enter', 'Escape', 'a', 'toString'])('%s leads to no option', (key) => {
  expect(optionByKey({ count: 3, marked: 1 }, key)).toBeNull();
});

test('a field names nothing that is not on the page', () => {
  expect(comboboxAttributes({ id: 'x', count: 0, marked: 2 })).toMatchObject({ 'aria-expanded': false });
  for (const options of [
    { count: 0, marked: 2 },
    { count: 3, marked: 3 },
    { count: 3, marked: -1 },
  ])
    expect(comboboxAttributes({ id: 'x', ...options })).not.toHaveProperty('aria-activedescendant');
  expect(comboboxAttributes({ id: 'x', count: 3, marked: 2 })).toMatchObject({
    'aria-expanded': true,
    'aria-controls': 'x-list',
    'aria-activedescendant': 'x-2',
  });
});
