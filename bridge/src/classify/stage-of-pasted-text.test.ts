import { expect, test } from 'vitest';
import { explainText } from './explain.ts';
import { isTranscript, stageOfPastedText } from './stage-of-pasted-text.ts';

test.for([
  ['recipient', 'smtplib.SMTPRecipientsRefused: {}'],
  ['recipient', 'nested exception is: com.sun.mail.smtp.SMTPAddressFailedException: '],
  ['recipient', 'SMTP Error: The following recipients failed: ann@example.org: '],
  ['recipient', 'msmtp: recipient address ann@example.org not accepted by the server'],
  ['sender', 'SMTPSenderRefused: '],
  ['sender', 'said: 550 no (in reply to MAIL FROM command)'],
  ['sender', 'org.eclipse.angus.mail.smtp.SMTPSenderFailedException: '],
  ['recipient', 'Connection unsuccessful: Failed to set the to address: '],
  ['sender', 'Failed to set sender: ann@example.org [SMTP: '],
  ['content', 'smtplib.SMTPDataError: '],
  ['content', 'host mx.example.org said: 554 no (in reply to end of DATA command)'],
  ['capabilities', 'ERROR: EHLO not accepted from server: '],
] as const)('%s is what a program means with: %s', ([stage, text]) => {
  expect(stageOfPastedText(text).stage).toBe(stage);
});

test.for([
  ['STARTTLS', 'CLIENT -> SERVER: EHLO me\nSERVER -> CLIENT: 250 hi\nCLIENT -> SERVER: STARTTLS\nSERVER -> CLIENT: '],
  ['STARTTLS', 'fetchmail: POP3> CAPA\nfetchmail: POP3> STLS\nfetchmail: POP3< -ERR no\n'],
  ['AUTH PLAIN', 'C: EHLO me\nS: 250 hi\nC: AUTH PLAIN AGFubgBz\nS: '],
  ['RCPT TO', ' -> MAIL FROM:<ann@example.org>\n<-  250 ok\n -> RCPT TO:<bob@example.net>\n<** '],
  ['AUTHENTICATE XOAUTH2', "  12:00.01 > b'ABCD1 AUTHENTICATE XOAUTH2'\n  12:00.02 < b'+ '\n"],
  ['MAIL FROM', 'EHLO me\n250 hi\nMAIL FROM:<ann@example.org>\n'],
  ['AUTH LOGIN', "  responseCode: 535,\n  command: 'AUTH LOGIN' }"],
  ['EXAMINE', 'imaplib2.abort: command: EXAMINE => gone'],
  [undefined, 'Please use AUTHENTICATE XOAUTH2 instead of a password'],
  [undefined, 'DATA is what we work with'],
] as const)('%s is the last command before the answer', ([command, text]) => {
  expect(stageOfPastedText(text).command).toBe(command);
});

test('a dialogue is told from a sentence', () => {
  expect(isTranscript('C: a1 NOOP\nS: a1 OK done')).toBe(true);
  expect(isTranscript('Error: connect ECONNREFUSED 127.0.0.1:587\n    at somewhere')).toBe(false);
});

/** The same answer means what was asked. */
test.for([
  ['tls.starttls_unavailable', 'Sent: EHLO me\nGot: 250 hi\nSent: STARTTLS\nGot: 502 5.5.1 Command not implemented'],
  ['tls.starttls_unavailable', '~> STARTTLS\n<~ 500 5.5.2 unrecognized command'],
  [
    'tls.starttls_unavailable',
    'fetchmail: POP3> STLS\nfetchmail: POP3< -ERR unknown command\nfetchmail: mail.example.org: upgrade to TLS failed.',
  ],
  ['auth.unsupported_mechanism', 'C: AUTH CRAM-MD5\nS: 502 5.5.1 Command not implemented'],
  ['auth.oauth_token_invalid', "> b'KEPB3 AUTHENTICATE XOAUTH2'\n< b'+ '\n< b'KEPB3 NO [AUTHENTICATIONFAILED] Invalid credentials'"],
  ['auth.invalid_credentials', "> b'KEPB3 LOGIN ann x'\n< b'KEPB3 NO [AUTHENTICATIONFAILED] Invalid credentials'"],
  ['mailbox.not_found', "command: EXAMINE => Mailbox doesn't exist: Archive.2019"],
  ['recipient.rejected', 'Failed to set the to address: 550 5.4.99 no'],
  ['auth.required', "smtplib.SMTPRecipientsRefused: {'ann@example.org': (554, b'you must log in before you send')}"],
  [
    'net.reset',
    'CLIENT -> SERVER: EHLO me\nSERVER -> CLIENT: \nSMTP NOTICE: EOF caught while checking if connected\nSMTP Error: Could not authenticate.\nSMTP connect() failed.',
  ],
  [
    'net.reset',
    'SMTP -> FROM SERVER:220 ready\nSMTP -> FROM SERVER:250 hi\nSMTP -> FROM SERVER:\nSMTP -> ERROR: MAIL not accepted from server:',
  ],
] as const)('%s: %s', ([kind, text]) => {
  expect(explainText(text).kind).toBe(kind);
});
