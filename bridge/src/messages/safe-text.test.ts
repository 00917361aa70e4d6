import { expect, test } from 'vitest';
import { toShownLine, toShownText } from './safe-text.ts';

test.each([
  ['a\r\nb\tc\0d', 'a b c d'],
  ['  x  ', 'x'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['é💌', 'é💌'],
  ['x'.repeat(64_000), `${'x'.repeat(300)}…`],
  ['💌'.repeat(301), `${'💌'.repeat(300)}…`],
])('a line', (text, shown) => {
  expect(toShownLine(text)).toBe(shown);
});

test('text keeps its lines and loses what a terminal or a screen would obey', () => {
  expect(toShownText('a\r\nb\rc\n\td\u001b[31m\u0000e')).toBe('a\nb\nc\n\td[31me');
});

test.each(['שלום \u200Fabc\u200E', '\u2067مرحبا\u2069', '\u202Bאבג\u202C', '\u061C١٢٣'])(
  'text keeps the marks that it is written with: %s',
  (text) => {
    expect(toShownText(text)).toBe(text);
    expect(toShownLine(text)).not.toMatch(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/);
  },
);
