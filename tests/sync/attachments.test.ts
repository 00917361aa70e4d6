import { createHash, randomBytes } from 'node:crypto';
import type { Attachment } from '@kurrier/shared/mail/mail';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startReading, type Reading } from './start-reading.ts';

/** All bytes, and so many that lines of every length end somewhere within. */
const bytes = Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256));
const inLines = (width: number, content: Buffer = bytes): string =>
  content
    .toString('base64')
    .match(new RegExp(`.{1,${width}}`, 'g'))!
    .join('\r\n');
const asQuotedPrintable = (content: Buffer): string =>
  Array.from(content, (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
    .match(/.{1,72}/g)!
    .join('=\r\n');

const part = (headers: string, body: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${headers.replaceAll('\n', '\r\n')}\r\n\r\n`), Buffer.from(body)]);
const multipart = (type: string, ...parts: Buffer[]): Buffer => {
  const boundary = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 20);
  const pieces = parts.flatMap((each) => [Buffer.from(`--${boundary}\r\n`), each, Buffer.from('\r\n')]);
  return part(`Content-Type: multipart/${type}; boundary=${boundary}`, Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]));
};
const message = (subject: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`Subject: ${subject}\r\nFrom: a@x.example\r\nMIME-Version: 1.0\r\n`), body]);
const text = part('Content-Type: text/plain; charset=utf-8', 'see attached');
const file = (name: string, encoding: string, body: string | Buffer, type = 'application/octet-stream'): Buffer =>
  part(`Content-Type: ${type}\nContent-Disposition: attachment; ${name}\nContent-Transfer-Encoding: ${encoding}`, body);
const picture = (id: string, body: string): Buffer =>
  part(`Content-Type: image/png\nContent-ID: <${id}>\nContent-Disposition: inline\nContent-Transfer-Encoding: base64`, body);

const latin = Buffer.from('Gr\xfc\xdfe \r\n.\r\n\r\n\xff\xfe end', 'latin1');
const inner = message('Re: =?utf-8?q?Gr=C3=BC=C3=9Fe?=', multipart('mixed', text, file('filename=inner.bin', 'base64', inLines(76))));

interface Row {
  subject: string;
  body: Buffer;
  /** The first four are name, type, depth and whether it is inline. */
  attachments: [name: string, type: string, depth: number, isInline: boolean, content: Buffer][];
}
const octets = 'application/octet-stream';

const rows: Row[] = [
  ...[76, 61, 5, 10_000].map((width) => ({
    subject: `base64 in lines of ${width}`,
    body: multipart('mixed', text, file('filename=a.bin', 'base64', inLines(width))),
    attachments: [['a.bin', octets, 0, false, bytes]] as Row['attachments'],
  })),
  {
    subject: 'quoted-printable',
    body: multipart('mixed', text, file('filename=a.bin', 'quoted-printable', asQuotedPrintable(bytes))),
    attachments: [['a.bin', octets, 0, false, bytes]],
  },
  {
    subject: 'encodings as they are misspelt',
    body: multipart(
      'mixed',
      text,
      ...['Base-64', 'bas64', 'BASE64'].map((encoding) => file('filename=a.bin', encoding, inLines(76))),
      file('filename=a.bin', 'quoted_printable', asQuotedPrintable(bytes)),
    ),
    attachments: Array.from({ length: 4 }, () => ['a.bin', octets, 0, false, bytes]),
  },
  {
    subject: '8bit and 7bit',
    body: multipart('mixed', text, file('filename=a.txt', '8bit', latin, 'text/plain'), file('filename=b', '7bit', 'x\r\n', 'text/csv')),
    attachments: [
      ['a.txt', 'text/plain', 0, false, latin],
      ['b', 'text/csv', 0, false, Buffer.from('x\r\n')],
    ],
  },
  {
    subject: 'nothing else',
    body: part('Content-Type: image/png; name=only.png\nContent-Transfer-Encoding: base64', inLines(76)),
    attachments: [['only.png', 'image/png', 0, false, bytes]],
  },
  {
    subject: 'names',
    body: multipart(
      'mixed',
      text,
      file("filename*=utf-8''Gr%C3%B6%C3%9Fe%20%E2%82%AC.pdf", '7bit', '1'),
      file("filename*0*=iso-8859-1'de'Gr%F6; filename*1*=%DFe; filename*2=.pdf", '7bit', '2'),
      file('filename="=?utf-8?B?R3LDtsOfZQ==?= =?utf-8?Q?=2Epdf?="', '7bit', '3'),
      file('filename="=?gb2312?B?vNuw47XH.pdf?="; filename*=utf-8\'\'x.pdf', '7bit', '4'),
      file('filename="Größe.pdf"', '7bit', '5'),
      part('Content-Type: application/pdf; name="=?koi8-r?B?8NLJ18XU?=.pdf"\nContent-Transfer-Encoding: 7bit', '6'),
      file('filename="../../etc/\u202Epass\u0007wd"', '7bit', '7'),
    ),
    attachments: ['Größe €.pdf', 'Größe.pdf', 'Größe.pdf', 'x.pdf', 'Größe.pdf', 'Привет.pdf', '../../etc/pass wd'].map((name, at) => [
      name,
      name === 'Привет.pdf' ? 'application/pdf' : octets,
      0,
      false,
      Buffer.from(`${at + 1}`),
    ]),
  },
  {
    subject: 'an attached message with something attached',
    body: multipart('mixed', text, part('Content-Type: message/rfc822', inner), file('filename=outer.bin', 'base64', inLines(76))),
    attachments: [
      ['Re: Grüße.eml', 'message/rfc822', 0, false, inner],
      ['inner.bin', octets, 1, false, bytes],
      ['outer.bin', octets, 0, false, bytes],
    ],
  },
  {
    subject: 'an attached message that is one file',
    body: multipart(
      'mixed',
      text,
      part('Content-Type: message/rfc822', message('', part('Content-Type: image/gif\nContent-Transfer-Encoding: base64', inLines(76)))),
    ),
    attachments: [
      ['', 'message/rfc822', 0, false, message('', part('Content-Type: image/gif\nContent-Transfer-Encoding: base64', inLines(76)))],
      ['', 'image/gif', 1, false, bytes],
    ],
  },
  {
    subject: 'a newsletter with an invitation',
    body: multipart(
      'mixed',
      multipart(
        'alternative',
        text,
        multipart('related', part('Content-Type: text/html', '<img src=cid:1>'), picture('1', inLines(76)), picture('2', inLines(76))),
        part('Content-Type: text/calendar; method=REQUEST; name=invite.ics', 'BEGIN:VCALENDAR'),
      ),
      picture('photo', inLines(76)),
      file('filename=smime.p7s', 'base64', inLines(76), 'application/pkcs7-signature'),
    ),
    attachments: [
      ['', 'image/png', 0, true, bytes],
      ['', 'image/png', 0, true, bytes],
      ['invite.ics', 'text/calendar', 0, true, Buffer.from('BEGIN:VCALENDAR')],
      ['', 'image/png', 0, false, bytes],
      ['smime.p7s', 'application/pkcs7-signature', 0, true, bytes],
    ],
  },
];

const large = randomBytes(20 * 1024 * 1024);
const largeMessage = message('large', multipart('mixed', text, file('filename=large.bin', 'base64', inLines(76, large))));

/** Lines that are no whole groups: where a piece begins follows from all that stands before it. */
const uneven = 3 * 1024 * 1024;
const unevenMessage = message(
  'large-uneven',
  multipart('mixed', text, file('filename=large.bin', 'base64', inLines(61, large.subarray(0, uneven)))),
);
const largeQuoted = Buffer.from(
  Array.from({ length: 60_000 }, (_, at) => `${'word '.repeat(at % 13)}${at} =3D end\r\n`)
    .join('')
    .replaceAll('=3D', '='),
);
const quotedMessage = message(
  'large-qp',
  multipart('mixed', text, file('filename=large.txt', 'quoted-printable', largeQuoted.toString().replaceAll('=', '=3D'))),
);

let reading: Reading;
beforeAll(async () => {
  reading = await startReading([...rows.map(({ subject, body }) => message(subject, body)), largeMessage, unevenMessage, quotedMessage]);
});
afterAll(() => reading.stop());

/** Reads one to its end, and gives each piece away as it comes. */
const readAll = async (subject: string, index: number, take: (piece: Buffer) => void, from = 0): Promise<void> => {
  const ref = await reading.refOf(subject);
  for (let offset: number | null = from; offset !== null;) {
    const piece = await reading.reader.readAttachment({ ref, index, offset });
    if (!('base64' in piece)) throw new Error(JSON.stringify(piece));
    expect(piece.base64.length).toBeLessThan(900_000);
    take(Buffer.from(piece.base64, 'base64'));
    offset = piece.next;
  }
};

/** The same by numbers, three pieces at once, and from where they do not meet by their places, as pages do. */
const readAllByNumber = async (subject: string, index: number, take: (piece: Uint8Array) => void): Promise<number> => {
  const ref = await reading.refOf(subject);
  const ask = (piece: number) => reading.reader.readAttachmentPiece({ ref, index, piece });
  const asked = [ask(0), ask(1), ask(2)];
  for (let offset = 0, number = 0; ; number++) {
    const piece = await asked.shift()!;
    if (!('bytes' in piece)) throw new Error(JSON.stringify(piece));
    if (piece.from !== offset) {
      await Promise.all(asked);
      await readAll(subject, index, take, offset);
      return number;
    }
    expect(piece.bytes.length).toBeLessThan(1_000_000);
    take(piece.bytes);
    if (piece.next === null) {
      await Promise.all(asked);
      return number + 1;
    }
    offset = piece.next;
    asked.push(ask(number + 3));
  }
};

test.each(rows)('$subject: what is listed comes byte by byte as it was attached', async ({ subject, attachments }) => {
  const opened = await reading.reader.open({ ref: await reading.refOf(subject) });
  if (!('attachments' in opened)) throw new Error(JSON.stringify(opened));
  const listed = opened.attachments.map(({ name, type, depth, isInline }: Attachment) => [name, type, depth, isInline]);
  expect(listed).toEqual(attachments.map((row) => row.slice(0, 4)));
  expect(opened.row.hasAttachments).toBe(attachments.some(([, , , isInline]) => !isInline));
  for (const [index, [name, , , , content]] of attachments.entries()) {
    const pieces: Buffer[] = [];
    await readAll(subject, index, (piece) => pieces.push(piece));
    expect(Buffer.concat(pieces).equals(content), `${index} ${name}`).toBe(true);
    const numbered: Uint8Array[] = [];
    await readAllByNumber(subject, index, (piece) => numbered.push(piece));
    expect(Buffer.concat(numbered).equals(content), `${index} ${name}, by number`).toBe(true);
  }
});

test('twenty megabytes come whole, and are nowhere whole in the bridge', { timeout: 60_000 }, async () => {
  const hash = createHash('sha256');
  let pieces = 0;
  const before = process.memoryUsage().rss;
  let most = 0;
  await readAll('large', 0, (piece) => {
    pieces++;
    hash.update(piece);
    most = Math.max(most, process.memoryUsage().rss - before);
  });
  expect(hash.digest('hex')).toBe(createHash('sha256').update(large).digest('hex'));
  expect(pieces).toBeGreaterThan(50);
  expect(most / 2 ** 20).toBeLessThan(100);
});

test('by numbers, three pieces at once, they come whole likewise, of lines of every length', { timeout: 60_000 }, async () => {
  for (const [subject, content, meets] of [
    ['large', large, true],
    ['large-qp', largeQuoted, true],
    ['large-uneven', large.subarray(0, uneven), false],
  ] as const) {
    const hash = createHash('sha256');
    const numbered = await readAllByNumber(subject, 0, (piece) => hash.update(piece));
    expect(hash.digest('hex'), subject).toBe(createHash('sha256').update(content).digest('hex'));
    expect(numbered > 3, `${subject}: ${numbered} by number`).toBe(meets);
  }
});

test('one that is not there is not found', async () => {
  const ref = await reading.refOf('names');
  expect(await reading.reader.readAttachmentPiece({ ref, index: 7, piece: 0 })).toEqual({ refused: 'not-found' });
  expect(await reading.reader.readAttachmentPiece({ ref: { ...ref, uid: 999 }, index: 0, piece: 0 })).toEqual({ refused: 'not-found' });
  expect(await reading.reader.readAttachmentPiece({ ref, index: 0, piece: 1000 })).toMatchObject({ bytes: Buffer.alloc(0), next: null });
  expect(await reading.reader.readAttachment({ ref, index: 7, offset: 0 })).toEqual({ refused: 'not-found' });
  expect(await reading.reader.readAttachment({ ref: { ...ref, uid: 999 }, index: 0, offset: 0 })).toEqual({ refused: 'not-found' });
});
