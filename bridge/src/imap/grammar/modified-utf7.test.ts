import { expect, test } from 'vitest';
import { decodeMailboxName, encodeMailboxName } from './modified-utf7.ts';

test.each([
  ['~peter/mail/&U,BTFw-/&ZeVnLIqe-', '~peter/mail/台北/日本語'],
  ['Entw&APw-rfe', 'Entwürfe'],
  ['Q&-A', 'Q&A'],
  ['&2D3cjA-', '💌'],
])('%s stands for %s', (name, path) => {
  expect(decodeMailboxName(name)).toBe(path);
  expect(encodeMailboxName(path)).toBe(name);
});

test.each(['&', '&U,BTFw', '&AGE-', '&APw-&APw-', '&a-'])('%s is not valid and stays as it is', (name) => {
  expect(decodeMailboxName(name)).toBe(name);
});

test('INBOX is INBOX in any case, and only alone', () => {
  expect(['inbox', 'InBox', 'inbox/x'].map(decodeMailboxName)).toEqual(['INBOX', 'INBOX', 'inbox/x']);
});
