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
  ['the whole line', 'Pairing code: 01234-56789-ABCDE-FGHJK-MNPQRS', '0123456789ABCDEFGHJKMNPQRS'],
  [
    'the whole line in lower case, with groups set apart by blanks',
    'pairing code: 01234 56789 abcde fghjk mnpqrs ',
    '0123456789ABCDEFGHJKMNPQRS',
  ],
  [
    'the lines around it',
    '$ npm start\n\nPairing code: 01234-56789-ABCDE-FGHJK-MNPQRS\nPaste it into the extension by 10:42:00.',
    '0123456789ABCDEFGHJKMNPQRS',
  ],
  [
    'lines that a field has joined',
    'Pairing code: 01234-56789-ABCDE-FGHJK-MNPQRSPaste it into the extension by 10:42:00. This',
    '0123456789ABCDEFGHJKMNPQRS',
  ],
  ['the code twice', '01234-56789-ABCDE-FGHJK-MNPQRS 01234-56789-ABCDE-FGHJK-MNPQRS', '0123456789ABCDEFGHJKMNPQRS'],
  ['two codes', '01234-56789-ABCDE-FGHJK-MNPQRS\n11234-56789-ABCDE-FGHJK-MNPQRS', null],
  ['a line without a code', 'Pairing code: expired', null],
  ['a book', `${'x '.repeat(100_000)}01234-56789-ABCDE-FGHJK-MNPQRS`, null],
])('reads %s', (_, pasted, code) => {
  expect(readPairingCode(pasted)).toBe(code);
});
