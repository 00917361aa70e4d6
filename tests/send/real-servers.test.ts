import { randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRandom, randomText } from './random-message.ts';
import { startHarness, type Harness } from './sending-harness.ts';
import { appendTo, readMailbox, waitForMessages } from './read-mailbox.ts';
import { chooseSeed, countFor } from './soak.ts';
import { startFaultyRelay } from './start-faulty-relay.ts';
import { startMailServers, type MailServers } from './start-mail-servers.ts';

let servers: MailServers;
beforeAll(async () => {
  servers = await startMailServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

const upload = async ({ sending: { uploads } }: Harness, bytes: Buffer): Promise<string> => {
  const begun = await uploads.begin({ size: bytes.length });
  if (!('uploadId' in begun)) throw new Error(begun.refused);
  const piece = 1024 * 1024;
  for (let offset = 0; offset < bytes.length; offset += piece)
    await uploads.append({ uploadId: begun.uploadId, offset }, bytes.subarray(offset, offset + piece));
  return begun.uploadId;
};

const settledWithCopy = ({ status, copy }: { status: { state: string }; copy: { state: string } }) =>
  status.state === 'sent' && copy.state === 'filed';

/** Everything that was under way before the header that servers add on the way. */
const ownPart = (source: Buffer): string => {
  const text = source.toString('latin1');
  return text.slice(text.search(/^From: /m));
};

test('to, cc and bcc get the same message, nobody sees bcc, attachments are byte-equal, and the copy is what was sent', async () => {
  await using harness = await startHarness(servers.harnessFor('ann'));
  const files = [randomBytes(300_000), Buffer.from('From here\n.\n..\r\n\r\nno end'), randomBytes(5)];
  const [big, text, image] = (await Promise.all(files.map((bytes) => upload(harness, bytes)))) as [string, string, string];
  const entry = await harness.send({
    from: { name: 'Ann Ä.', address: 'ann@mail.test' },
    replyTo: [{ name: 'Desk', address: 'desk@mail.test' }],
    to: [{ name: 'Bob', address: 'bob@mail.test' }],
    cc: [{ name: 'Cid', address: 'cid@mail.test' }],
    bcc: [{ name: 'Dan Hidden', address: 'dan@mail.test' }],
    subject: 'Grüße aus dem Test',
    text: '.\n..two\nFrom me\ntrailing  \n',
    html: '<p>Hi <img src="cid:logo@x"></p>',
    attachments: [
      { uploadId: big, fileName: 'gro\u00df.bin', contentType: 'application/octet-stream' },
      { uploadId: text, fileName: 'note.eml', contentType: 'message/rfc822' },
    ],
    inlineImages: [{ uploadId: image, fileName: 'logo.png', contentType: 'image/png', contentId: 'logo@x' }],
    references: ['<first@mail.test>'],
  });
  const [sent] = await harness.until(settledWithCopy);
  expect(sent).toMatchObject({ id: entry.id, status: { state: 'sent' }, copy: { state: 'filed', mailbox: 'Sent', by: 'us' } });
  expect(servers.postfix.log()).toContain(`${sent!.taken!.queueId}: from=<ann@mail.test>`);
  const sources: string[] = [];
  for (const name of ['bob', 'cid', 'dan']) {
    const [received] = await waitForMessages(servers, name, 1);
    sources.push(ownPart(received!.source));
    const parsed = await PostalMime.parse(received!.source);
    expect(parsed).toMatchObject({
      from: { name: 'Ann Ä.', address: 'ann@mail.test' },
      to: [{ name: 'Bob', address: 'bob@mail.test' }],
      cc: [{ name: 'Cid', address: 'cid@mail.test' }],
      replyTo: [{ name: 'Desk', address: 'desk@mail.test' }],
      subject: 'Grüße aus dem Test',
      references: '<first@mail.test>',
      messageId: sent!.messageId,
    });
    // The parser adds one line break.
    expect(parsed.text?.replaceAll('\r\n', '\n').replace(/\n$/, '')).toBe('.\n..two\nFrom me\ntrailing  \n');
    expect(parsed.attachments.map(({ content }) => Buffer.from(content as ArrayBuffer).toString('hex')).sort()).toEqual(
      files.map((bytes) => bytes.toString('hex')).sort(),
    );
    expect(ownPart(received!.source)).not.toMatch(/dan@mail\.test|Dan Hidden|^bcc:/im);
  }
  const [copy] = await readMailbox(servers, 'ann', 'Sent');
  expect(copy!.flags).toContain('\\Seen');
  expect(copy!.source.toString('latin1')).toBe(sources[0]);
  expect(new Set(sources).size).toBe(1);
});

test('an answer marks the message it answers, and a copy that is there is not made again', async () => {
  await using bob = await startHarness(servers.harnessFor('bob'));
  const original = await bob.send({ to: [{ address: 'ann@mail.test' }], subject: 'Question' });
  await bob.until(settledWithCopy);
  await waitForMessages(servers, 'ann', 1);
  await using ann = await startHarness(servers.harnessFor('ann'));
  const before = (await readMailbox(servers, 'ann', 'Sent')).length;
  await ann.send({ subject: 'Re: Question', inReplyTo: original.messageId, references: [original.messageId] });
  await ann.until(settledWithCopy);
  const answered = (await readMailbox(servers, 'ann')).find(({ source }) => source.includes(original.messageId));
  expect(answered!.flags).toContain('\\Answered');
  expect(await readMailbox(servers, 'ann', 'Sent')).toHaveLength(before + 1);
});

test('random subjects, names and file names come through real servers as they were', async () => {
  await using harness = await startHarness(servers.harnessFor('dan'));
  const random = createRandom(chooseSeed());
  const before = (await readMailbox(servers, 'bob')).length;
  const expected: string[] = [];
  const uploadId = await upload(harness, Buffer.from('content'));
  for (let round = 0; round < countFor(1000); round++) {
    const [subject, name, fileName] = [100, 60, 80].map((length) => randomText(random, length)) as [string, string, string];
    const attachments = [{ uploadId, fileName, contentType: 'application/pdf' }];
    await harness.send({ from: { name, address: 'dan@mail.test' }, subject, attachments });
    expected.push(JSON.stringify([subject, name, fileName]));
  }
  await harness.until();
  const received = (await waitForMessages(servers, 'bob', before + expected.length)).slice(before);
  const parsed = await Promise.all(received.map(({ source }) => PostalMime.parse(source)));
  const seen = parsed.map((message) => JSON.stringify([message.subject, message.from?.name, message.attachments[0]?.filename]));
  expect(seen.sort()).toEqual(expected.sort());
}, 300_000);

test('an unknown message that the server itself has filed is found and counts as sent', async () => {
  await using smtp = await startFaultyRelay(['PIPELINING'], () => ({ end: 'taken+close' }));
  const { imap, protocol } = servers.harnessFor('dan');
  const dan = { username: 'dan@mail.test', address: 'dan@mail.test', password: 'pw-dan' };
  await using harness = await startHarness({ ...dan, port: smtp.port, imap, protocol, filesItself: true });
  const { id, messageId } = await harness.send({ subject: 'Perhaps' });
  expect(await harness.until()).toMatchObject([{ status: { state: 'unknown' } }]);
  expect(await harness.sending.outbox.checkSent({ id })).toMatchObject({ found: false, entry: { status: { state: 'unknown' } } });
  await appendTo(servers, 'dan', 'Sent', `Message-ID: ${messageId}\r\n\r\nPerhaps\r\n`);
  expect(await harness.sending.outbox.checkSent({ id })).toMatchObject({ found: true, entry: { status: { state: 'sent' } } });
});

test('an address with letters before the @ travels by SMTPUTF8', async () => {
  await using harness = await startHarness(servers.harnessFor('ann'));
  await harness.send({ to: [{ name: 'Jürgen', address: 'jürgen@elsewhere.test' }], subject: 'UTF-8' });
  const [entry] = await harness.until(settledWithCopy);
  expect(entry!.recipients).toEqual([{ address: 'jürgen@elsewhere.test', state: 'accepted' }]);
  const copies = await readMailbox(servers, 'ann', 'Sent');
  expect(copies.at(-1)!.source.toString()).toContain('<jürgen@elsewhere.test>');
});

test('a copy that cannot be made fails by itself, never the message', async () => {
  await using harness = await startHarness({
    ...servers.harnessFor('cid'),
    imap: { ...servers.imap('cid'), username: 'nobody@mail.test' },
  });
  const received = (await readMailbox(servers, 'dan')).length;
  await harness.send({ to: [{ address: 'dan@mail.test' }], subject: 'Once' });
  const [entry] = await harness.until(({ copy }) => copy.state === 'failed');
  expect(entry).toMatchObject({ status: { state: 'sent' }, copy: { failure: { kind: 'auth.invalid_credentials' } } });
  expect(await waitForMessages(servers, 'dan', received + 1)).toHaveLength(received + 1);
});
