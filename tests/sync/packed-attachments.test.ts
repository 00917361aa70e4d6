import { createHash, randomBytes } from 'node:crypto';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReading, type Reading } from './start-reading.ts';
import { attributeOf, fileOf, properties, tnefOf, unicode } from './write-tnef.ts';

const inLines = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, '$&\n');
const mail = (subject: string, packed: Buffer, { text = 'see attached', type = 'application/ms-tnef; name="winmail.dat"' } = {}): string =>
  `Subject: ${subject}\nFrom: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="winmail.dat"\n\n${inLines(packed)}\n--b--\n`;

const large = randomBytes(3 * 1024 * 1024);
const named = (name: string, type: string) => properties([0x3707, 0x1f, unicode(name)], [0x370e, 0x1f, unicode(type)]);
const two = tnefOf(...fileOf('PLAN~1.PDF', Buffer.from('plan'), named('Pläne 会議.pdf', 'application/pdf')), ...fileOf('large.bin', large));
const html = attributeOf(0x00069003, properties([0x1013, 0x102, Buffer.from('<meta charset=utf-8><p>Grüße, <b>Ann</b>')]));

/** As Outlook writes it where nothing is gained by compression (MS-OXRTFCP §2.1.3.1.4). */
const richText = (rtf: string): Buffer => {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(rtf.length + 12, 0);
  header.writeUInt32LE(rtf.length, 4);
  header.write('MELA', 8, 'latin1');
  return attributeOf(0x00069003, properties([0x1009, 0x102, Buffer.concat([header, Buffer.from(rtf, 'latin1')])]));
};
const rich = richText("{\\rtf1\\ansi\\ansicpg1252 Gr\\'fc\\'dfe, {\\b Ann}\\par bye}");
const richHtml = richText(
  '{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </p>}}',
);
const plainText = attributeOf(0x0002800c, Buffer.from('as plain text\0'));

const another = `--b\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="win.dat"\n\n${inLines(tnefOf(...fileOf('b.txt', Buffer.from('b'))))}\n--b--\n`;

test('of several each is unpacked, in their order', async () => {
  const several = mail('several', tnefOf(...fileOf('a.txt', Buffer.from('a')))).replace('--b--\n', another);
  const other = await startReading([several]);
  const opened = (await other.reader.open({ ref: await other.refOf('several') })) as MessageContent;
  expect(opened.attachments.map(({ name }) => name)).toEqual(['winmail.dat', 'win.dat', 'a.txt', 'b.txt']);
  expect(await other.reader.readAttachment({ ref: opened.row.ref, index: 3, offset: 0 })).toMatchObject({ base64: 'Yg==', next: null });
  await other.stop();
});

const rows = [
  {
    name: 'two files',
    message: mail('two files', two),
    text: 'see attached',
    files: [
      ['Pläne 会議.pdf', 'application/pdf', Buffer.from('plan')],
      ['large.bin', 'application/octet-stream', large],
    ],
  },
  {
    name: 'called a file',
    message: mail('called a file', two, { type: 'application/octet-stream' }),
    text: 'see attached',
    files: [
      ['Pläne 会議.pdf', 'application/pdf', Buffer.from('plan')],
      ['large.bin', 'application/octet-stream', large],
    ],
  },
  { name: 'text in it', message: mail('text in it', tnefOf(html), { text: '' }), text: 'Grüße, Ann', files: [] },
  {
    name: 'a name like a path',
    message: mail('a name like a path', tnefOf(...fileOf('', Buffer.from('x'), named('..\\..\\a\u202Egpj.exe', 'x')))),
    text: 'see attached',
    files: [['..\\..\\agpj.exe', 'application/octet-stream', Buffer.from('x')]],
  },
  {
    name: 'cut off',
    message: mail('cut off', two.subarray(0, 100)),
    text: 'see attached',
    files: [['PLAN~1.PDF', 'application/octet-stream', Buffer.from('plan')]],
  },
  { name: 'rich text', message: mail('rich text', tnefOf(rich), { text: '' }), text: 'Grüße, Ann\nbye', files: [] },
  { name: 'rich text out of HTML', message: mail('rich text out of HTML', tnefOf(richHtml), { text: '' }), text: 'Hello', files: [] },
  {
    name: 'rich and plain text',
    message: mail('rich and plain text', tnefOf(rich, plainText), { text: '' }),
    text: 'as plain text',
    files: [],
  },
  { name: 'rich text beside the message', message: mail('rich text beside the message', tnefOf(rich)), text: 'see attached', files: [] },
  { name: 'none', message: mail('none', Buffer.from('this is no such file')), text: 'see attached', files: [] },
] satisfies { name: string; message: string; text: string; files: [string, string, Buffer][] }[] as {
  name: string;
  message: string;
  text: string;
  files: [string, string, Buffer][];
}[];

let reading: Reading;
beforeAll(async () => {
  reading = await startReading(rows.map(({ message }) => message));
});
afterAll(() => reading.stop());

const readAll = async (ref: MessageContent['row']['ref'], index: number, from = reading): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const piece = await from.reader.readAttachment({ ref, index, offset });
    if (!('base64' in piece)) throw new Error(JSON.stringify(piece));
    pieces.push(Buffer.from(piece.base64, 'base64'));
    offset = piece.next;
  }
  return Buffer.concat(pieces);
};
const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test.each(rows)('a winmail.dat with $name: what is in it follows it, byte by byte', async ({ name, text, files }) => {
  const opened = (await reading.reader.open({ ref: await reading.refOf(name) })) as MessageContent;
  expect(opened.text).toBe(text);
  expect(opened.attachments.map((file) => [file.name, file.type])).toEqual([
    ['winmail.dat', expect.stringMatching(/ms-tnef|octet-stream/)],
    ...files.map(([file, type]) => [file, type]),
  ]);
  for (const [index, [, , data]] of files.entries()) expect(hash(await readAll(opened.row.ref, index + 1))).toBe(hash(data));
});

test('a file is there also for who did not open the message lately, and one that is not is not found', async () => {
  const ref = await reading.refOf('two files');
  reading.reader.forget(ref.accountId);
  expect((await readAll(ref, 1)).toString()).toBe('plan');
  expect(await reading.reader.readAttachment({ ref, index: 3, offset: 0 })).toEqual({ refused: 'not-found' });
});

test('files within texts, also encoded ones and large ones, are listed behind the others and saved whole', async () => {
  const line = (bytes: Buffer): string =>
    String.fromCharCode(32 + bytes.length) +
    bytes.toString('hex').replace(/.{6}/g, (three) => {
      const value = Number.parseInt(three, 16);
      return [18, 12, 6, 0].map((shift) => String.fromCharCode(32 + ((value >> shift) & 63)).replace(' ', '`')).join('');
    });
  const data = large.subarray(0, 45 * 12_000);
  const encoded = Array.from({ length: 12_000 }, (_, at) => line(data.subarray(at * 45, at * 45 + 45))).join('\n');
  const body = `Here it is.\n\nbegin 644 ../große Datei.bin\n${encoded}\n\`\nend\n`;
  const other = await startReading([
    `Subject: plain\nFrom: a@x.example\n\n${body}`,
    `Subject: encoded\nFrom: a@x.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${inLines(Buffer.from(body))}`,
  ]);
  for (const subject of ['plain', 'encoded']) {
    const opened = (await other.reader.open({ ref: await other.refOf(subject) })) as MessageContent;
    expect(opened.text).toBe('Here it is.');
    expect(opened.attachments).toMatchObject([{ name: '../große Datei.bin', type: 'application/octet-stream', size: data.length }]);
    other.reader.forget(opened.row.ref.accountId);
    expect(hash(await readAll(opened.row.ref, 0, other))).toBe(hash(data));
  }
  await other.stop();
});
