import { expect, test } from 'vitest';
import { parseStoreUri } from './store-target.ts';

test.each([
  ['redis://127.0.0.1', 'redis', 'redis://127.0.0.1'],
  ['REDISS://kurrier:canary@store.example:6380/0', 'redis', 'rediss://store.example:6380/0'],
  ['redis://:c%2Fn%25ry@store.example/3', 'redis', 'redis://store.example/3'],
  ['postgres://kurrier:c@nary@[2001:db8::1]:5433/mail?sslmode=disable', 'postgres', 'postgres://[2001:db8::1]:5433/mail'],
  ['postgresql://store.example/mail?password=canary', 'postgres', 'postgresql://store.example/mail'],
])('%s is a store, and what is shown of it has no password', (text, kind, address) => {
  expect(parseStoreUri(text)).toMatchObject({ kind, address });
});

test('the scheme is the same in capitals', () => {
  expect(parseStoreUri('REDISS://store.example')?.uri).toBe('rediss://store.example');
});

const passwords = ['1/canary', '1?canary', '1#canary', 'canary%', '%zz', '1/c@nary', '1%/2', '12\n34', '1/\tcanary'];
test.each(
  ['redis', 'rediss', 'postgres', 'postgresql'].flatMap((scheme) =>
    passwords.flatMap((password) => [`${scheme}://kurrier:${password}@store.example/0`, `${scheme}://${password}@store.example/0`]),
  ),
)('%j: no part of a password that is not percent-encoded is taken for something else', (text) => {
  expect(parseStoreUri(text)).toBeNull();
});

test.each(['redis://store.example/mail', 'rediss://store.example/0/1', 'redis://store.example/-1'])('%s names no database', (text) => {
  expect(parseStoreUri(text)).toBeNull();
});
