import { expect, test } from 'vitest';
import { parseReply } from './parse-reply.ts';

test.for([
  ['535 5.7.8 Error: authentication failed', { replyCode: 535, enhancedStatusCode: '5.7.8', words: 'Error: authentication failed' }],
  ['535 #5.7.8 authentication failed', { replyCode: 535, enhancedStatusCode: '5.7.8', words: 'authentication failed' }],
  [
    '535-5.7.8 Not accepted. Learn more at\n535 5.7.8  https://help.example',
    { replyCode: 535, enhancedStatusCode: '5.7.8', words: 'Not accepted. Learn more at https://help.example' },
  ],
  ['220-welcome\r\n421 4.7.0 go away', { replyCode: 421, enhancedStatusCode: '4.7.0', words: 'welcome go away' }],
  ['5.7.1 client blocked', { enhancedStatusCode: '5.7.1', words: 'client blocked' }],
  ['554', { replyCode: 554, words: '' }],
  ['SSH-2.0-OpenSSH_9.6', { words: 'SSH-2.0-OpenSSH_9.6' }],
] as const)('SMTP: %s', ([text, expected]) => {
  expect(parseReply('smtp', { text })).toEqual({ text, ...expected });
});

test.for([
  [
    'a1 NO [AUTHENTICATIONFAILED] Invalid credentials',
    { status: 'NO', responseCode: 'AUTHENTICATIONFAILED', words: 'Invalid credentials' },
  ],
  [
    '* NO [WEBALERT https://x.example/] Web login required.\na1 NO [ALERT] Please log in',
    { status: 'NO', responseCode: 'ALERT', words: 'Web login required. Please log in' },
  ],
  ['* BYE [UNAVAILABLE] down', { status: 'BYE', responseCode: 'UNAVAILABLE', words: 'down' }],
  ['BAD Request is throttled', { status: 'BAD', words: 'Request is throttled' }],
  ['* bye gone', { status: 'BYE', words: 'gone' }],
  ['+OK POP3 ready', { words: '+OK POP3 ready' }],
] as const)('IMAP: %s', ([text, expected]) => {
  expect(parseReply('imap', { text })).toEqual({ text, ...expected });
});

test('codes that the caller knows are kept', () => {
  expect(parseReply('smtp', { text: 'no', replyCode: 535, status: undefined })).toEqual({ text: 'no', words: 'no', replyCode: 535 });
});
