import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { OutgoingMessage, type OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { type Address } from 'postal-mime';
import { expect, test } from 'vitest';
import { composeMessage } from '../../bridge/src/smtp/compose-message.ts';
import { renderTextMessage } from '../../bridge/src/smtp/render-text-message.ts';
import { createRandom, randomText } from './random-message.ts';
import { chooseSeed, countFor } from './soak.ts';

const files: Record<string, Buffer> = {
  'upload-every-byte': Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7) % 256)),
  'upload-mail': Buffer.from('From: x@y.test\nSubject: bare line feeds\n\n.\nhe said\n'),
  'upload-empty': Buffer.alloc(0),
};

const base: OutgoingMessageInput = { from: { name: 'Ann', address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }] };

const compose = async (message: OutgoingMessageInput) => {
  const composed = composeMessage(OutgoingMessage.parse(message), {
    messageId: '<id@mail.test>',
    date: new Date('2026-11-25T01:02:03Z'),
    openUpload: (uploadId) => Readable.from(files[uploadId]!.length === 0 ? [] : [files[uploadId]!]),
  });
  return { ...composed, raw: Buffer.isBuffer(composed.content) ? composed.content : await buffer(composed.content) };
};

/** The text as typed; line breaks are CRLF on the way and one may be added at the end (RFC 2045 §2.1). */
const readText = (text: string | undefined): string | undefined => text?.replaceAll('\r\n', '\n').replace(/\n$/, '');

test('every field stands in the message as it was typed, and bcc in none of it', async () => {
  const message = OutgoingMessage.parse({
    from: { name: 'Änn "the" O’Neil, Dr.', address: 'ann@mail.test' },
    replyTo: [{ name: 'Desk; 2', address: 'desk@mail.test' }],
    to: [{ name: 'Bob (home)', address: 'bob@mail.test' }, { address: '"odd local"@mail.test' }],
    cc: [{ name: '', address: 'cid@mail.test' }],
    bcc: [{ name: 'Secret Dan', address: 'dan@hidden.test' }],
    subject: 'Grüße: =?utf-8?q?not_encoded?= 100 %',
    text: 'Line one  \n.dot\n..two\nFrom here\n=3D\n\ttab' + 'x'.repeat(2000),
    html: '<p>Ünïcode <img src="cid:logo@1"></p>',
    attachments: [
      { uploadId: 'upload-every-byte', fileName: 'naïve "file"; name=*.pdf', contentType: 'application/pdf' },
      { uploadId: 'upload-mail', fileName: 'forwarded.eml', contentType: 'message/rfc822' },
      { uploadId: 'upload-empty', fileName: 'empty.txt', contentType: 'text/plain' },
    ],
    inlineImages: [{ uploadId: 'upload-every-byte', fileName: 'logo.png', contentType: 'image/png', contentId: 'logo@1' }],
    inReplyTo: '<parent@mail.test>',
    references: ['<first@mail.test>', '<parent@mail.test>'],
  } satisfies OutgoingMessageInput);
  const { raw, recipients } = await compose(message);
  const parsed = await PostalMime.parse(raw);
  const addresses = (list: Address[] | undefined) => list?.map(({ name, address }) => ({ name, address }));
  expect(addresses([parsed.from!])).toEqual([message.from]);
  expect(addresses(parsed.replyTo)).toEqual(message.replyTo);
  expect(addresses(parsed.to)).toEqual(message.to);
  expect(addresses(parsed.cc)).toEqual(message.cc);
  expect(parsed.subject).toBe(message.subject);
  expect(readText(parsed.text)).toBe(message.text);
  expect(readText(parsed.html)).toBe(message.html);
  expect(parsed.inReplyTo).toBe(message.inReplyTo);
  expect(parsed.references).toBe(message.references.join(' '));
  expect(parsed.messageId).toBe('<id@mail.test>');
  expect(new Date(parsed.date!).toISOString()).toBe('2026-11-25T01:02:03.000Z');
  const parts = parsed.attachments.map((part) => [part.filename, part.contentId ?? null, Buffer.from(part.content as ArrayBuffer)]);
  expect(parts).toHaveLength(4);
  for (const { uploadId, fileName } of message.attachments) expect(parts).toContainEqual([fileName, null, files[uploadId]]);
  expect(parts).toContainEqual(['logo.png', '<logo@1>', files['upload-every-byte']]);
  expect(recipients).toEqual(['bob@mail.test', '"odd local"@mail.test', 'cid@mail.test', 'dan@hidden.test']);
  expect(raw.toString()).not.toMatch(/^bcc:|dan@hidden|Secret Dan/im);
});

test('random subjects, names, file names and texts come back as they were', async () => {
  const random = createRandom(chooseSeed());
  for (let round = 0; round < countFor(1000); round++) {
    const [subject, name, fileName, text] = [120, 60, 80, 400].map((length) => randomText(random, length)) as [
      string,
      string,
      string,
      string,
    ];
    const attachments = [{ uploadId: 'upload-every-byte', fileName, contentType: 'application/pdf' }];
    const { raw } = await compose({ ...base, from: { name, address: 'ann@mail.test' }, subject, text, attachments });
    const parsed = await PostalMime.parse(raw);
    expect([parsed.subject, parsed.from?.name, parsed.attachments[0]?.filename, readText(parsed.text)]).toEqual([
      subject,
      name,
      fileName,
      text,
    ]);
    expect(raw.every((byte) => byte < 128)).toBe(true);
    expect(raw.toString().split('\r\n')).toSatisfy((lines: string[]) => lines.every((line) => line.length <= 998 && !/[\r\n]/.test(line)));
  }
});

test('what is rendered at once is what the composer streams', async () => {
  const random = createRandom(chooseSeed());
  for (let round = 0; round < countFor(1000); round++) {
    const [subject, text, html] = [120, 2000, 3000].map((length) => randomText(random, length)) as [string, string, string];
    const node = new MailComposer({
      subject,
      text,
      ...(round % 2 === 0 && { html }),
      encoding: round % 3 === 0 ? 'base64' : 'quoted-printable',
    }).compile();
    expect(renderTextMessage(node).toString()).toBe((await buffer(node.createReadStream())).toString());
  }
});

test.each([
  ['CR alone', 'a\rb', 'a\nb'],
  ['nothing', '', ''],
  ['one dot', '.', '.'],
  ['a dot between line feeds', 'a\n.\nb', 'a\n.\nb'],
  ['smuggling: CR dot CR', 'a\r.\rMAIL FROM:<eve@evil.example>', 'a\n.\nMAIL FROM:<eve@evil.example>'],
])('text of %s arrives as lines, with CRLF on the way', async (_name, text, expected) => {
  const { raw } = await compose({ ...base, text });
  expect(readText((await PostalMime.parse(raw)).text) ?? '').toBe(expected);
  expect(raw.toString()).not.toMatch(/[^\r]\n|\r[^\n]/);
});

test.each([
  ['ascii', 'bob@mail.test', 'bob@mail.test', false],
  ['a domain of its own script has an ASCII form', 'bob@bücher.test', 'bob@xn--bcher-kva.test', false],
  ['a local part has none', 'jürgen@mail.test', 'jürgen@mail.test', true],
  ['both', 'jürgen@bücher.test', 'jürgen@bücher.test', true],
  ['a full-width domain is the ordinary one', 'bob@ｍａｉｌ．test', 'bob@mail.test', false],
  ['also where a local part needs more', 'jürgen@ｍａｉｌ．test', 'jürgen@mail.test', true],
])('SMTPUTF8: %s', async (_name, address, envelope, needed) => {
  const { recipients, needsSmtpUtf8, raw } = await compose({ ...base, to: [{ address }] });
  expect([recipients, needsSmtpUtf8]).toEqual([[envelope], needed]);
  expect(raw.every((byte) => byte < 128)).toBe(!needed);
});
