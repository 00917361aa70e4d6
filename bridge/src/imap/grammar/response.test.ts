import { expect, test } from 'vitest';
import { parseImapCapabilities, parseStatusLine, scanImapResponse } from './response.ts';

const whole = [
  '* 1 EXISTS\r\n',
  '* 1 FETCH (BODY[] {5}\r\nhello)\r\n',
  '* 1 FETCH (A {3}\r\na\r\n B {0}\r\n C {2+}\r\n\r\n)\r\n',
  '* OK braces at the end {5}\r\n',
  'k1 OK braces {12}\r\n',
  '+ more {3}\r\n',
  '* LIST () "/" "odd }"\r\n',
  '* LIST () "/" {8}\r\nBrace{5}\r\n',
  '* LIST () "/" {5} \r\n{200}\r\n',
  '* STATUS {9+}\r\nBrace{12} (MESSAGES 1)\r\n',
  '* 1 FETCH (BODY[] {5}\r\nhello\r\n)\r\n',
  '* 1 FETCH (UID 5 BODY[1] {5}\r\nhello\r\n BODY[2] {2}\r\nhi)\r\n',
];

test.each(whole)('a response ends where it ends, and not before: %j', (response) => {
  const bytes = Buffer.from(`${response}* NEXT\r\n`);
  expect(scanImapResponse(bytes)).toEqual({ end: response.length });
  for (let length = 1; length < response.length; length++) {
    const found = scanImapResponse(bytes.subarray(0, length));
    expect(found).not.toHaveProperty('end');
    expect('needs' in found && found.needs > length && found.needs <= response.length).toBe(true);
  }
});

test('a huge literal is announced before it is waited for', () => {
  expect(scanImapResponse(Buffer.from('* 1 FETCH (BODY[] {9999999999}\r\n'))).toEqual({ needs: 9_999_999_999 + 33 });
});

test.each([
  ['k1 NO [AUTHENTICATIONFAILED] Wrong', { tag: 'k1', status: 'NO', responseCode: 'AUTHENTICATIONFAILED', words: 'Wrong' }],
  ['* BYE', { tag: '*', status: 'BYE', responseCode: undefined, words: '' }],
  ['* ok [ALERT] Look', { tag: '*', status: 'OK', responseCode: 'ALERT', words: 'Look' }],
  ['* 1 EXISTS', undefined],
  ['* OKAY', undefined],
])('status line %s', (line, parsed) => expect(parseStatusLine(line)).toEqual(parsed));

test.each([
  ['* CAPABILITY IMAP4rev1 idle', ['IMAP4REV1', 'IDLE']],
  ['* OK [CAPABILITY IMAP4rev1 SASL-IR] ready', ['IMAP4REV1', 'SASL-IR']],
  ['k1 OK [CAPABILITY IDLE] in', ['IDLE']],
  ['* OK ready', undefined],
])('capabilities in %s', (line, names) => expect(parseImapCapabilities(line)).toEqual(names && new Set(names)));
