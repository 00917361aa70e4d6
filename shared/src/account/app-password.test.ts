import { expect, test } from 'vitest';
import { isSpacedAppPassword } from './app-password.ts';

test.each([
  ['abcd efgh ijkl mnop', 'smtp.gmail.com', true],
  ['abcd efgh ijkl mnop', 'imap.mail.yahoo.co.uk', true],
  ['abcd efgh ijkl mnop', 'imap.mail.yahoo.com', true],
  ['abcd efgh ijkl mnop', 'mail.example.com', false],
  ['abcd efgh ijkl mnop', 'notgmail.com', false],
  ['abcd efgh ijkl mnop ', 'smtp.gmail.com', false],
  ['abcd efgh ijkl mno1', 'smtp.gmail.com', false],
  ['abcdefghijklmnop', 'smtp.gmail.com', false],
])('%j at %s: %s', (password, host, expected) => expect(isSpacedAppPassword(password, host)).toBe(expected));
