import { expect, test } from 'vitest';
import { mayBeReport } from './may-be-report.ts';
import { parseDeliveryStatus } from './parse-delivery-status.ts';
import { parsePlainReport } from './parse-plain-report.ts';

test.each<[string, string, object[]]>([
  [
    'Postfix',
    'Reporting-MTA: dns; mx.example.net\nX-Postfix-Queue-ID: 4F1\nArrival-Date: Mon, 1 Jan 2024 00:00:00 +0000\n\nFinal-Recipient: rfc822; nobody@example.org\nOriginal-Recipient: rfc822;nobody@example.org\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mail.example.org\nDiagnostic-Code: smtp; 550 5.1.1 <nobody@example.org>: Recipient address\n    rejected: User unknown\n',
    [
      {
        address: 'nobody@example.org',
        outcome: 'failed',
        status: '5.1.1',
        words: '550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown',
      },
    ],
  ],
  [
    'two recipients, one of whom waits, with blanks in the empty line',
    'Reporting-MTA: dns; x\r\n \r\nFinal-Recipient: RFC822; <a@example.org>\r\nAction: Delayed (will retry)\r\nStatus: 4.4.1\r\n\r\n\r\nFinal-Recipient: rfc822;b@example.org\r\nAction: relayed\r\nStatus: 2.1.5\r\n',
    [
      { address: 'a@example.org', outcome: 'delayed', status: '4.4.1', words: '' },
      { address: 'b@example.org', outcome: 'delivered', status: '2.1.5', words: '' },
    ],
  ],
  [
    'Exchange, where mail was passed on, and a status in words',
    'Reporting-MTA: dns;x\n\nOriginal-Recipient: rfc822;who@i.wrote.to\nFinal-Recipient: rfc822;inner@corp.example\nAction: failed\nStatus: 5.2.2 (mailbox full)\nDiagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException\n',
    [
      {
        address: 'who@i.wrote.to',
        outcome: 'failed',
        status: '5.2.2',
        words: '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException',
      },
    ],
  ],
  ...['constructor', '__proto__', 'unheard-of', ''].map((action): [string, string, object[]] => [
    `an action that is none: ${action}`,
    `Final-Recipient: rfc822;a@example.org\nAction: ${action}\n`,
    [{ address: 'a@example.org', outcome: 'failed', status: '', words: '' }],
  ]),
  ['no recipient', 'Reporting-MTA: dns; x\n', []],
])('delivery status: %s', (_, text, expected) => {
  expect(parseDeliveryStatus(text)).toEqual(expected);
});

const qmail = `Hi. This is the qmail-send program at example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<nobody@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown
Giving up on 192.0.2.1.

<full@example.org>:
user is over quota

--- Below this line is a copy of the message.

Return-Path: <ada@example.net>
Message-ID: <one@example.net>
Subject: hello

<quoted@example.com>: text
`;
const exim = `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  nobody@example.org
    host mail.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<nobody@example.org>:
    550 No such user here
  full@example.org
    (generated from list@example.net)
    mailbox is full: retry timeout exceeded

------ This is a copy of the message, including all the headers. ------

Message-ID: <two@example.net>
`;
const sendmail = `The original message was received at Mon, 1 Jan 2024 00:00:00 GMT
from localhost

   ----- The following addresses had permanent fatal errors -----
<nobody@example.org>
    (reason: 550 5.1.1 <nobody@example.org>... User unknown)

   ----- Transcript of session follows -----
`;
const postfix = `This is the mail system at host mx.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<nobody@example.org>: host mail.example.org[192.0.2.1] said: 550 5.1.1
    <nobody@example.org>: User unknown (in reply to RCPT TO command)
`;
const delayed = `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.net.

The address to which the message has not yet been delivered is:

  slow@example.org
    Delay reason: connection timed out

No action is required on your part. Delivery attempts will continue for
some time.
`;

test.each<[string, string, [string, string, RegExp][]]>([
  [
    'qmail',
    qmail,
    [
      ['nobody@example.org', 'failed', /550 5\.1\.1 User unknown/],
      ['full@example.org', 'failed', /^user is over quota$/],
    ],
  ],
  [
    'Exim',
    exim,
    [
      ['nobody@example.org', 'failed', /550 No such user here$/],
      ['full@example.org', 'failed', /mailbox is full/],
    ],
  ],
  ['Sendmail', sendmail, [['nobody@example.org', 'failed', /550 5\.1\.1/]]],
  ['Postfix', postfix, [['nobody@example.org', 'failed', /550 5\.1\.1 <nobody@example\.org>: User unknown/]]],
  ['Exim that tries on', delayed, [['slow@example.org', 'delayed', /connection timed out/]]],
])('text of %s, with either line end', (_, text, expected) => {
  for (const written of [text, text.replaceAll('\n', '\r\n')]) {
    const report = parsePlainReport(written);
    expect(report?.recipients.map(({ address, outcome }) => [address, outcome])).toEqual(expected.map(([a, o]) => [a, o]));
    report?.recipients.forEach(({ words }, at) => expect(words).toMatch(expected[at]![2]));
  }
});

test('what came back below a report is no part of what it says', () => {
  expect(parsePlainReport(qmail)?.original).toContain('Message-ID: <one@example.net>');
  expect(parsePlainReport(exim)?.original).toContain('<two@example.net>');
});

test('a letter is no report, whoever it names', () => {
  for (const text of ['', 'Dear Ada,\n\n<bob@example.org>: he says hello\n', 'Could you deliver this?\n', '<a@b.example>'])
    expect(parsePlainReport(text)).toBeNull();
});

test('it is looked for where the type says so, or a mail server wrote', () => {
  const from = (name: string, address: string) => ({ from: [{ name, address }] });
  expect(mayBeReport({ type: 'multipart/report', parameters: { 'report-type': 'delivery-status' } }, {})).toBe(true);
  expect(mayBeReport({ type: 'multipart/report', parameters: { 'report-type': 'disposition-notification' } }, {})).toBe(false);
  for (const [name, address] of [
    ['Mail Delivery System', 'MAILER-DAEMON@mx.example'],
    ['', 'postmaster@example.org'],
    ['MAILER-DAEMON', ''],
    ['', 'mailer-daemon@googlemail.com'],
  ] as const)
    expect([address, mayBeReport({ type: 'text/plain' }, from(name, address))]).toEqual([address, true]);
  expect(mayBeReport({ type: 'text/plain' }, from('Mailer Daemon fan', 'fan@example.org'))).toBe(false);
  expect(mayBeReport(null, {})).toBe(false);
});

test('hostile text costs little and says little', () => {
  const many = `could not be delivered\n${'<a@b.example>: x\n'.repeat(20_000)}`;
  expect(parsePlainReport(many)?.recipients).toHaveLength(50);
  expect(parsePlainReport(`undeliverable\n${'-'.repeat(200_000)}\n<a@b.example>\n`)).toBeNull();
  expect(parseDeliveryStatus('Action: failed\nFinal-Recipient: rfc822; x@y.example\n\n'.repeat(20_000))).toHaveLength(50);
});

test('of an address and of what was said only the start counts, however long they are', () => {
  const long = 'x'.repeat(60_000);
  const status = parseDeliveryStatus(`Final-Recipient: rfc822;a@${long}\nAction: failed\nDiagnostic-Code: smtp; 550 ${long}\n`);
  const plain = parsePlainReport(
    `Undelivered mail\n\n<a@example.org>: 550 ${long}\n<b@example.org>:\n550 ${long.slice(0, 1_900)}\n${long}\n`,
  );
  for (const { address, words } of [...status, ...(plain?.recipients ?? [])]) {
    expect(address.length).toBeLessThanOrEqual(320);
    expect(words).toMatch(/^550 x{1996}$|^550 x{1900} x{95}$/);
  }
  expect([status.length, plain?.recipients.length]).toEqual([1, 2]);
});
