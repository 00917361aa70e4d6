import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { capabilitySets } from './start-mail.ts';
import { startReading, type Reading } from './start-reading.ts';
import { until } from '../setup/until.ts';

const withBytes = (head: string, ...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`), Buffer.from(bytes)]);
const plain = (subject: string, type: string, encoding = '8bit'): string =>
  `Subject: ${subject}\nMIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}`;

interface Row {
  subject: string;
  message: string | Buffer;
  text: string;
  isFromHtml?: boolean;
  attachments?: MessageContent['attachments'];
}

const rows: Row[] = [
  {
    subject: 'windows-1251',
    message: withBytes(plain('windows-1251', 'text/plain; charset=windows-1251'), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2),
    text: 'Привет',
  },
  {
    subject: 'koi8-r',
    message: withBytes(plain('koi8-r', 'text/plain; charset=KOI8-R'), 0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4),
    text: 'Привет',
  },
  {
    subject: 'windows-1250',
    message: `${plain('windows-1250', 'text/plain; charset="windows-1250"', 'quoted-printable')}\n\n=F8e=E8 =9Ee`,
    text: 'řeč že',
  },
  { subject: 'gbk', message: withBytes(plain('gbk', 'text/plain; charset=gbk'), 0xc4, 0xe3, 0xba, 0xc3), text: '你好' },
  {
    subject: 'iso-2022-jp',
    message: `${plain('iso-2022-jp', 'text/plain; charset=ISO-2022-JP', '7bit')}\n\n\u001b$B2q5D\u001b(B`,
    text: '会議',
  },
  { subject: 'base64', message: `${plain('base64', 'text/plain; charset=utf-8', 'base64')}\n\nR3LDvMOfZQ==`, text: 'Grüße' },
  { subject: 'utf-8, unsaid', message: `Subject: utf-8, unsaid\n\nGrüße`, text: 'Grüße' },
  { subject: 'latin, unsaid', message: withBytes('Subject: latin, unsaid', 0x47, 0x72, 0xfc, 0xdf, 0x65), text: 'Grüße' },
  { subject: 'no such charset', message: `${plain('no such charset', 'text/plain; charset=klingon')}\n\nabc`, text: 'abc' },
  {
    subject: 'flowed',
    message: `${plain('flowed', 'text/plain; charset=us-ascii; format=flowed', '7bit')}\n\none \ntwo\nthree`,
    text: 'one two\nthree',
  },
  {
    subject: 'html only',
    message: `${plain('html only', 'text/html; charset=utf-8')}\n\n<style>p{color:red}</style><p>Dear <b>Ann</b>,</p><script>alert(1)</script><p>see <a href="https://evil.example/x">https://good.example</a><img src="https://evil.example/pixel" onerror="alert(1)"></p>`,
    text: 'Dear Ann,\n\nsee https://good.example [https://evil.example/x]',
    isFromHtml: true,
  },
  {
    subject: 'alternative, with an attachment',
    message: [
      'Subject: alternative, with an attachment',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=m\n',
      '--m\nContent-Type: multipart/alternative; boundary=a\n',
      '--a\nContent-Type: text/plain; charset=utf-8\n\nthe text\n--a\nContent-Type: text/html\n\n<p>the html</p>\n--a--\n',
      `--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf\nContent-Transfer-Encoding: base64\n\n${'A'.repeat(76)}\n--m--\n`,
    ].join('\n'),
    text: 'the text',
    attachments: [{ name: 'Größe.pdf', type: 'application/pdf', size: 55, depth: 0, isInline: false }],
  },
  {
    subject: 'attached message',
    message: [
      'Subject: attached message\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n',
      '--m\n\nsee below\n--m\nContent-Type: message/rfc822\n\nSubject: inner\n\ninner text\n--m--\n',
    ].join('\n'),
    text: 'see below',
    attachments: [{ name: 'inner.eml', type: 'message/rfc822', size: 28, depth: 0, isInline: false }],
  },
  {
    subject: 'nothing but a picture',
    message: `${plain('nothing but a picture', 'image/png', 'base64')}\n\nAAAA`,
    text: '',
    attachments: [{ name: '', type: 'image/png', size: 2, depth: 0, isInline: false }],
  },
  {
    subject: 're: plan',
    message: 'Subject: re: plan\nFrom: bob@x.example\nReply-To: list@x.example\nMessage-ID: <3@x>\nReferences: <1@x>\n <2@x>\n\nyes',
    text: 'yes',
  },
  { subject: 'control', message: `${plain('control', 'text/plain; charset=utf-8')}\n\na\u001b[31mb\u202Ec`, text: 'a[31mb\u202Ec' },
];

describe('opening', () => {
  let started: Reading;
  beforeAll(async () => {
    started = await startReading(rows.map(({ message }) => message));
  });
  afterAll(() => started.stop());

  test.each(rows)('$subject', async ({ subject, text, isFromHtml = false, attachments = [] }) => {
    const ref = await started.refOf(subject);
    expect(await started.reader.open({ ref })).toMatchObject({ text, isFromHtml, attachments, isCut: false });
  });

  test('an answer is told where to go and what it belongs to', async () => {
    const ref = await started.refOf('re: plan');
    expect(await started.reader.open({ ref })).toMatchObject({
      replyTo: [{ name: '', address: 'list@x.example' }],
      messageId: '<3@x>',
      references: ['<1@x>', '<2@x>'],
    });
  });

  test('opened twice, it asks the server once; its flags are those of now', async () => {
    const ref = await started.refOf('koi8-r');
    const first = await started.reader.open({ ref });
    const before = started.asked();
    expect(await started.reader.open({ ref })).toEqual(first);
    expect(started.asked()).toBe(before);
    started.reader.forget(ref.accountId);
    expect(await started.reader.open({ ref })).toEqual(first);
    expect(started.asked()).toBe(before + 1);
  });

  test('does not mark as read', async () => {
    const { INBOX } = await started.live.mail.read();
    expect(INBOX!.filter((line) => line.includes('\\Seen'))).toEqual([]);
  });

  test('the source comes byte by byte as it is on the server', async () => {
    const ref = await started.refOf('gbk');
    const piece = await started.reader.readSource({ ref, offset: 0 });
    const message = rows.find(({ subject }) => subject === 'gbk')!.message as Buffer;
    expect(piece).toEqual({ bytes: message.toString('latin1'), next: null });
  });

  test('a message of another UIDVALIDITY is not found', async () => {
    const ref = await started.refOf('gbk');
    expect(await started.reader.open({ ref: { ...ref, uidValidity: ref.uidValidity + 1 } })).toEqual({ refused: 'not-found' });
  });

  test('a list is newest first, and read in pieces', async () => {
    const all = await started.list({ offset: 0, limit: 200 });
    expect(all.total).toBe(rows.length);
    const pieces = [await started.list({ offset: 0, limit: 7 }), await started.list({ offset: 7, limit: 200 })];
    expect(pieces.flatMap((piece) => piece.rows)).toEqual(all.rows);
    const times = all.rows.map(({ receivedAt }) => receivedAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

test('a message that came after another one was opened is opened and marked all the same', async () => {
  const started = await startReading(['Subject: first\n\nx']);
  const { live, other, reader, change } = started;
  for (const subject of ['second', 'third']) {
    await reader.open({ ref: await started.refOf('first') });
    await change([await started.refOf('first')], { kind: 'seen', isSet: true });
    await reader.open({ ref: await started.refOf('first') });
    await other.append('INBOX', `Subject: ${subject}\r\n\r\n${subject}`);
    const ref = await until(() => started.refOf(subject));
    if (subject === 'second') expect(await reader.open({ ref })).toMatchObject({ text: subject });
    else {
      await change([await started.refOf('first')], { kind: 'seen', isSet: false });
      expect(await change([ref], { kind: 'seen', isSet: true })).toEqual({ done: 1 });
    }
  }
  expect((await live.mail.read()).INBOX!.slice(1).map((line) => line.replace(/ \d+ /, ' '))).toEqual([
    '1 [] first',
    '2 [] second',
    '3 [\\Seen] third',
  ]);
  await started.stop();
});

test.for(['qresync', 'poor'] as const)(
  'marking, moving to Trash and deleting are written back, and take nothing else with them: %s',
  async (name) => {
    const started = await startReading(
      ['a', 'b', 'c'].map((subject) => `Subject: ${subject}\n\nx`),
      { capabilities: capabilitySets[name] },
    );
    const { live, change, other } = started;
    const [a, b, c] = (await Promise.all(['a', 'b', 'c'].map(started.refOf))) as [MessageRef, MessageRef, MessageRef];
    const lines = async (box: string) => (await live.mail.read())[box]!.slice(1).map((line) => line.replace(/ \d+ /, ' '));

    expect(await change([a, b], { kind: 'seen', isSet: true })).toEqual({ done: 2 });
    expect(await lines('INBOX')).toEqual(['1 [\\Seen] a', '2 [\\Seen] b', '3 [] c']);
    expect((await started.list({ offset: 0, limit: 9 })).rows.filter(({ isUnread }) => isUnread).map(({ subject }) => subject)).toEqual([
      'c',
    ]);
    expect(await change([a], { kind: 'seen', isSet: false })).toEqual({ done: 1 });

    // Another client has marked one for deletion, and has not expunged it yet.
    const lock = await other.getMailboxLock('INBOX');
    await other.messageFlagsAdd('3', ['\\Deleted'], { uid: true });
    lock.release();
    expect(await change([b], { kind: 'trash' })).toEqual({ done: 1 });
    expect(await lines('INBOX')).toEqual(['1 [] a', '3 [\\Deleted] c']);
    expect(await lines('Trash')).toEqual(['1 [\\Seen] b']);

    const trash = await until(async () => {
      const mailbox = (await live.sync.list())[0]!.mailboxes.find(({ role }) => role === 'trash')!;
      const found = (await started.list({ mailboxId: mailbox.id, offset: 0, limit: 9 })).rows;
      expect(found).toHaveLength(1);
      return found[0]!.ref;
    });
    expect(await change([trash], { kind: 'trash' })).toEqual({ done: 1 });
    expect(await lines('Trash')).toEqual([]);
    expect(await lines('INBOX')).toEqual(['1 [] a', '3 [\\Deleted] c']);
    expect(await change([{ ...c, mailboxId: 'other' }], { kind: 'trash' })).toEqual({ refused: 'not-found' });
    await started.stop();
  },
);

test('without UIDPLUS a message goes to Trash where nothing else is marked as deleted; else it stays, marked, and that is said', async () => {
  const started = await startReading(
    ['a', 'b', 'c'].map((subject) => `Subject: ${subject}\n\nx`),
    { capabilities: 'IMAP4rev1 LITERAL+' },
  );
  const { live, change, other } = started;
  const [a, b] = (await Promise.all(['a', 'b'].map(started.refOf))) as [MessageRef, MessageRef];
  const lines = async (box: string) => (await live.mail.read())[box]!.slice(1).map((line) => line.replace(/ \d+ /, ' '));

  expect(await change([a], { kind: 'trash' })).toEqual({ done: 1 });
  expect(await lines('INBOX')).toEqual(['2 [] b', '3 [] c']);
  expect(await lines('Trash')).toEqual(['1 [] a']);

  const lock = await other.getMailboxLock('INBOX');
  await other.messageFlagsAdd('3', ['\\Deleted'], { uid: true });
  lock.release();
  expect(await change([b], { kind: 'trash' })).toEqual({ done: 1, leftMarked: 1 });
  expect(await lines('INBOX')).toEqual(['2 [\\Deleted] b', '3 [\\Deleted] c']);
  expect(await lines('Trash')).toEqual(['1 [] a', '2 [] b']);
  expect((await started.list({ offset: 0, limit: 9 })).rows.map(({ subject }) => subject)).toContain('b');
  await started.stop();
});
