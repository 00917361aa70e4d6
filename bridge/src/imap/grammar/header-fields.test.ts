import { expect, test } from 'vitest';
import { parseBodyStructure } from './body-structure.ts';
import { parseEnvelope } from './envelope.ts';
import { envelopeOfHeader, structureOfHeader } from './header-fields.ts';
import { isReadableEnvelope, isReadableStructure } from './fetch/is-readable.ts';

const header = Buffer.from(
  [
    'Date: Wed, 8 Mar 2023 12:16:47 +0800',
    'SUBJECT: He said "hi" \\ to me,',
    '\tand =?utf-8?Q?J=C3=B6?=',
    'From: "Ann, B." <ann@mail.test>',
    'To: Jö <jo@mail.test>, friends: a@mail.test, b@mail.test;, broken',
    'Message-ID: <1."x"@mail.test>',
    'Subject: a second one',
    'Content-Type: text/html; charset="utf-8"; format=flowed',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '',
  ].join('\r\n'),
);

test('an envelope is put together from header fields, quotes and all', () => {
  const text = envelopeOfHeader(header);
  expect(isReadableEnvelope(text)).toBe(true);
  expect(parseEnvelope(text)).toEqual({
    date: new Date('2023-03-08T04:16:47Z'),
    subject: 'He said "hi" \\ to me, and Jö',
    from: [{ name: 'Ann, B.', address: 'ann@mail.test' }],
    sender: [{ name: 'Ann, B.', address: 'ann@mail.test' }],
    replyTo: [{ name: 'Ann, B.', address: 'ann@mail.test' }],
    to: [
      { name: 'Jö', address: 'jo@mail.test' },
      { name: 'friends', address: '' },
      { name: '', address: 'a@mail.test' },
      { name: '', address: 'b@mail.test' },
      { name: 'broken', address: '' },
    ],
    messageId: '<1."x"@mail.test>',
  });
});

test('a message of one text part has its structure from the header; the parts of others are not guessed', () => {
  const text = structureOfHeader(header, 300);
  expect(isReadableStructure(text)).toBe(true);
  expect(parseBodyStructure(text)).toMatchObject({
    type: 'text/html',
    encoding: 'quoted-printable',
    size: 300,
    parameters: { charset: 'utf-8', format: 'flowed' },
  });
  expect(parseBodyStructure(structureOfHeader(Buffer.from('Subject: x\r\n\r\n'), 3))).toMatchObject({
    type: 'text/plain',
    encoding: '7bit',
  });
  expect(structureOfHeader(Buffer.from('Content-Type: multipart/mixed; boundary=x\r\n\r\n'), 3)).toBe('');
});

test.each(['', '\r\n', 'no field at all', ': nameless\r\n', ' folded, and nothing before it\r\n'])('of %j nothing is made', (text) => {
  expect(envelopeOfHeader(Buffer.from(text))).toBe('');
  expect(structureOfHeader(Buffer.from(text), 1)).toBe('');
});
