import { expect, test } from 'vitest';
import { explainText } from './explain.ts';
import { unwrapPastedText, withReplyCode } from './unwrap-pasted-text.ts';

/** Each as another program writes it; what was sent is the same. */
test.for([
  [`smtplib.SMTPResponseException: (552, b'5.2.3 too big')`, '552 5.2.3 too big'],
  [`error: ('NO', [b'[OVERQUOTA] no room'])`, 'NO [OVERQUOTA] no room'],
  [`imaplib.abort: ('BYE', ["Server shutting down"])`, 'BYE Server shutting down'],
  [`MailboxFolderSelectError: Response status "OK" expected, but "NO" received. Data: [b'[NONEXISTENT] gone']`, 'NO [NONEXISTENT] gone'],
  ['Failed to add recipient: ann@example.org [SMTP: x (code: 550, response: 5.1.1 no such user)]', '550 5.1.1 no such user'],
  [
    'SMTP server error: RCPT TO command failed Detail: mailbox is full SMTP code: 452 Additional SMTP info: 4.2.2',
    '452 4.2.2 mailbox is full',
  ],
  ['SMTP server error: MAIL FROM command failed Detail: sender unknown SMTP code: 550', '550  sender unknown'],
  ['Expected smtp code 354, got 550', 'got: 550 .'],
  ['3 NO [NOPERM] not yours at /usr/local/lib/perl5/Mail/Box.pm line 77.', '3 NO [NOPERM] not yours'],
] as const)('%s', ([printed, sent]) => {
  expect(unwrapPastedText(printed)).toContain(sent);
});

test('of an enhanced code that stands without a reply code, the first digit says which it was', () => {
  expect(withReplyCode('The mail server responded:\n4.7.1 wait a little')).toBe('The mail server responded:\n450 4.7.1 wait a little');
  expect(withReplyCode('5.7.1 not for you')).toBe('550 5.7.1 not for you');
  expect(withReplyCode('version 5.7.1 of something')).toBe('version 5.7.1 of something');
});

test.for([
  ['mailbox.not_found', `ERROR: server reply: ('NO', [b'[NONEXISTENT] no folder of that name'])`],
  ['quota.exceeded', `imaplib.IMAP4.error: APPEND failed: ('NO', [b'[OVERQUOTA] mailbox has no room left'])`],
  [
    'auth.too_many_attempts',
    `Response status "OK" expected, but "NO" received. Data: [b'Too many failed login attempts, wait ten minutes']`,
  ],
  [
    'message.too_large',
    'Erro: SMTP server error: DATA END command failed Detail: message is too large for us SMTP code: 552 Additional SMTP info: 5.3.4',
  ],
  [
    'recipient.rejected',
    'Mailer Error: SMTP server error: RCPT TO command failed Detail: no such user here SMTP code: 550 Additional SMTP info: 5.1.1',
  ],
  ['server.temporary_failure', 'Fehler beim Senden. Der Server antwortete: 4.3.0 Temporary system problem, try again later'],
  ['recipient.relay_denied', 'Exception message was: 5.7.1 relaying is denied for this address'],
  ['auth.invalid_credentials', 'ERROR: 7 NO [AUTHENTICATIONFAILED] Login failed. at /usr/share/perl5/Net/IMAP.pm line 210.'],
  ['auth.invalid_credentials', 'PHP message: Invalid response code received from server (535)'],
  ['net.reset', 'TransportException: "Expected response code "220" but got an empty response."'],
  ['net.reset', `Swift_TransportException: Expected response code 354 but got code "", with message ""`],
  ['server.temporary_failure', 'Error: Expected smtp code 250, got 451'],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});

test('the number of a process behind the time of a log is no reply code', () => {
  expect(explainText('2019-01-02T03:04:05.678Z 550 TID-abc WARN: Net::ReadTimeout').kind).toBe('net.timeout');
  expect(explainText('2019-01-02T03:04:05Z 421 TID-abc WARN: Errno::ECONNREFUSED: Connection refused').kind).toBe('net.refused');
  expect(explainText('2019-01-02 03:04:05 550 5.1.1 user unknown').kind).toBe('recipient.rejected');
});
