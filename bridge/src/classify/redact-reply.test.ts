import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { redactReply } from './redact-reply.ts';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const password = 'pä"ss w0rd\\1';

test.for([
  ['plain', `500 unknown command: ${password}`],
  ['IMAP quoted', String.raw`a1 BAD LOGIN "me" "pä\"ss w0rd\\1"`],
  ['AUTH PLAIN', `500 5.5.1 Command unrecognized: "AUTH PLAIN ${base64(`\0me@example.com\0${password}`)}"`],
  ['AUTH PLAIN, other alignments', `535 ${base64(`\0a\0${password}`)} ${base64(`\0ab\0${password}`)} ${base64(`\0abc\0${password}`)}`],
  ['AUTH LOGIN', `535 authentication failed: ${base64(password)}`],
  ['XOAUTH2', `535 ${base64(`user=me\x01auth=Bearer ${password}\x01\x01`)}`],
  ['UTF-8 read as Latin-1', `535 ${Buffer.from(password, 'utf8').toString('latin1')}`],
])('%s: no form of the password is left', ([, reply]) => {
  const shown = redactReply(reply!, [new Secret(password)]);
  expect(shown).toContain('[redacted]');
  for (const form of [password, base64(password), 'w0rd', base64(`\0ab\0${password}`).slice(8)]) expect(shown).not.toContain(form);
});

test('an echoed AUTH line is cut even when its secret is not known here', () => {
  expect(redactReply('500 Command unrecognized: "AUTH PLAIN AGpvZQBodW50ZXIy"', [])).toBe(
    '500 Command unrecognized: "AUTH PLAIN [redacted]"',
  );
});

test('prompts and mechanism names stay readable', () => {
  const reply =
    '535 5.7.8 Error: authentication failed: VXNlcm5hbWU6\n250-AUTH PLAIN LOGIN XOAUTH2\n250 AUTH LOGIN SCRAM-SHA-256\n504 AUTH PLAIN mechanism';
  expect(redactReply(reply, [new Secret('hunter2')])).toBe(reply);
});

test('control and direction characters are made harmless, and the text is cut', () => {
  expect(redactReply('535 \u001b[31mred\u202etxt\u0000\tend\r\nnext', [])).toBe('535 \ufffd[31mred\ufffdtxt\ufffd end\nnext');
  expect(redactReply('x'.repeat(9000), [])).toHaveLength(2000);
});

test('a secret that the cut would split is gone before the cut', () => {
  expect(redactReply(`${'x'.repeat(1995)}hunter2hunter2`, [new Secret('hunter2hunter2')])).not.toContain('hunt');
});
