import { describe, expect, test } from 'vitest';
import { foldersFor, parseConnectTo, readCaFiles } from './config.ts';

describe('connect-to', () => {
  test.each([
    ['smtp.gmail.com:465:127.0.0.1:20465', { host: 'smtp.gmail.com', port: 465, toHost: '127.0.0.1', toPort: 20465 }],
    ['Mail.Test:993:[::1]:1993', { host: 'mail.test', port: 993, toHost: '::1', toPort: 1993 }],
  ])('%s', (text, expected) => expect(parseConnectTo(text)).toEqual(expected));

  test.each(['mail.test', 'mail.test:465', 'mail.test:465:127.0.0.1', 'mail.test:x:127.0.0.1:1', ''])('refuses %j', (text) =>
    expect(() => parseConnectTo(text)).toThrow('HOST:PORT:ADDRESS:PORT'),
  );
});

test('keys and store lie in different folders', () => {
  for (const dir of [undefined, 'somewhere']) {
    const { store, keys } = foldersFor(dir);
    expect(keys.startsWith(store) || store.startsWith(keys)).toBe(false);
  }
});

test('a CA file without a certificate is refused by name', () => {
  expect(() => readCaFiles([import.meta.filename])).toThrow('holds no PEM certificate');
});
