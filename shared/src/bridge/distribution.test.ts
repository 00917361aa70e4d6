import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { distribution } from './distribution.ts';

test('the id that browsers vouch for is that of the key in the manifest: the first half of its hash, with letters from a to p', () => {
  const hash = createHash('sha256').update(Buffer.from(distribution.extension.chromiumKey, 'base64')).digest('hex').slice(0, 32);
  const id = hash.replaceAll(/./g, (digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16)));
  expect(distribution.extension.chromium).toBe(id);
});

test('a name of a native-messaging host has lower case letters, digits, dots and underscores only', () => {
  expect(distribution.nativeHost).toMatch(/^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/);
});
