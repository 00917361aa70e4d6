import { expect, test } from 'vitest';
import { foldersFor, readCaFiles } from './config.ts';

test('keys and store lie in different folders', () => {
  for (const dir of [undefined, 'somewhere']) {
    const { store, keys } = foldersFor(dir);
    expect(keys.startsWith(store) || store.startsWith(keys)).toBe(false);
  }
});

test('a CA file without a certificate is refused by name', () => {
  expect(() => readCaFiles([import.meta.filename])).toThrow('holds no PEM certificate');
});
