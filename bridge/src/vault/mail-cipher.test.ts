import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createMailCipher } from './mail-cipher.ts';

const cipher = createMailCipher(randomBytes(32));
const text = Buffer.from('Nachtigall');

test('what was sealed opens at its place, with its key, and as it was sealed', () => {
  const sealed = cipher.seal('a', text);
  expect(cipher.open('a', sealed)).toEqual(text);
  expect(cipher.seal('a', text)).not.toBe(sealed);
  expect(sealed).not.toContain(text.toString('base64').slice(0, 10));
});

test.each<[string, (sealed: string) => string]>([
  ['another version', (sealed) => `2${sealed.slice(1)}`],
  ['cut', (sealed) => sealed.slice(0, -8)],
  ['empty', () => ''],
  ['nothing behind the version', () => '1.'],
  ['one bit more', (sealed) => `1.${flip(Buffer.from(sealed.slice(2), 'base64')).toString('base64')}`],
])('%s does not open', (_, damage) => {
  expect(cipher.open('a', damage(cipher.seal('a', text)))).toBeNull();
});

const flip = (bytes: Buffer): Buffer => {
  bytes[14]! ^= 1;
  return bytes;
};

test('at another place, or with another key, it does not open', () => {
  const sealed = cipher.seal('a', text);
  expect(cipher.open('b', sealed)).toBeNull();
  expect(createMailCipher(randomBytes(32)).open('a', sealed)).toBeNull();
});
