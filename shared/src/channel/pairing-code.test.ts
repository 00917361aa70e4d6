import { expect, test } from 'vitest';
import { createPairingCode, readPairingCode, spellPairingCode } from './pairing-code.ts';

test('a code has 26 characters of Crockford’s alphabet and survives being spelt and pasted', () => {
  const code = createPairingCode();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(readPairingCode(spellPairingCode(code))).toBe(code);
  expect(createPairingCode()).not.toBe(code);
});

test.each([
  ['lower case and blanks', ' 01234-56789-abcde-fghjk-mnpqrs\n', '0123456789ABCDEFGHJKMNPQRS'],
  ['letters that look like digits', 'oOiIlL6789ABCDEFGHJKMNPQRS', '0011116789ABCDEFGHJKMNPQRS'],
  ['too short', '0123456789ABCDEFGHJKMNPQR', null],
  ['too long', '0123456789ABCDEFGHJKMNPQRST', null],
  ['a letter that no code has', 'U123456789ABCDEFGHJKMNPQRS', null],
  ['nothing', '', null],
])('reads %s', (_, pasted, code) => {
  expect(readPairingCode(pasted)).toBe(code);
});
