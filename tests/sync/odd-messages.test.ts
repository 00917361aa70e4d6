import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageContent } from '@kurrier/shared/mail/mail';
import { startReading, type Reading } from './start-reading.ts';
import { until } from '../setup/until.ts';

interface Row {
  name: string;
  /** Everything below the first lines of the header, lines apart by LF, a character for each byte. */
  rest: string;
  text: string;
  notices?: string[];
  attachments?: string[];
  isFromHtml?: boolean;
}

const typed = (type: string, body: string, more = ''): string => `MIME-Version: 1.0\nContent-Type: ${type}\n${more}\n${body}`;
const bytes = (text: string): string => Buffer.from(text).toString('latin1');
const parts = (type: string, ...each: string[]): string =>
  typed(`multipart/${type}; boundary=b`, `${each.map((part) => `--b\n${part}\n`).join('')}--b--\n`);
const plain = (text: string, more = ''): string => `Content-Type: text/plain; charset=utf-8${more}\n\n${bytes(text)}`;
const html = (text: string): string => `Content-Type: text/html; charset=utf-8\n\n${bytes(text)}`;
const newsletter =
  '<html><body><h1>Autumn sale</h1><p>Dear Ann,</p><p>everything is half the price until Sunday, in all our shops.</p></body></html>';
const newsletterText = 'Autumn sale\n\nDear Ann,\n\neverything is half the price until Sunday, in all our shops.';
const koreanBytes =
  '\xbe\xc8\xb3\xe7\xc7\xcf\xbc\xbc\xbf\xe4. \xc8\xb8\xc0\xc7 \xc0\xcf\xc1\xa4\xc0\xbb \xbe\xcb\xb7\xc1\xb5\xe5\xb8\xb3\xb4\xcf\xb4\xd9. \xb3\xbb\xc0\xcf \xbf\xc0\xc0\xfc\xbf\xa1 \xb8\xb8\xb3\xaa\xbf\xe4.';
const koreanCalledChinese = [
  `Content-Type: text/plain; charset=gbk\n\n${koreanBytes}`,
  `Content-Type: text/html; charset=gbk\n\n<p>${koreanBytes}</p>`,
];
const letters = (count: number): string[] => Array.from({ length: count }, (_, at) => plain(`part ${at}`));

const rows: Row[] = [
  // A type that is none.
  { name: 'type text', rest: typed('text', 'hello'), text: 'hello' },
  { name: 'type plain', rest: typed('plain', 'hello'), text: 'hello', notices: ['repaired'] },
  { name: 'type empty', rest: typed('', 'hello'), text: 'hello', notices: ['repaired'] },
  { name: 'type html', rest: typed('html', '<p>hello <b>you</b></p>'), text: 'hello you', notices: ['repaired'], isFromHtml: true },
  {
    name: 'no semicolon',
    rest: typed('text/html charset=utf-8', bytes('<p>Grüße')),
    text: 'Grüße',
    notices: ['repaired'],
    isFromHtml: true,
  },
  { name: 'only a parameter', rest: typed('; charset=koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4'), text: 'Привет', notices: ['repaired'] },
  { name: 'quoted type', rest: typed('"text/plain"; charset=utf-8', bytes('Grüße')), text: 'Grüße', notices: ['repaired'] },
  { name: 'unclosed quote', rest: typed('text/plain; charset="koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4'), text: 'Привет' },
  { name: 'type application/text', rest: typed('application/text', 'hello'), text: '', attachments: ['application/text'] },
  { name: 'type message/foo', rest: typed('message/foo', 'hello'), text: 'hello', notices: ['raw'], attachments: ['message/foo'] },
  // Types of text that are shown as what they are.
  { name: 'enriched', rest: typed('text/enriched', '<bold>Now</bold> is\nthe time'), text: 'Now is the time' },
  { name: 'richtext', rest: typed('text/richtext', 'one<nl>two'), text: 'one\ntwo' },
  { name: 'markdown', rest: typed('text/markdown', '# Title'), text: '# Title' },
  { name: 'a text that nobody knows', rest: typed('text/x-notes', 'hello'), text: 'hello' },
  {
    name: 'calendar',
    rest: typed('text/calendar; method=REQUEST', 'BEGIN:VCALENDAR'),
    text: 'BEGIN:VCALENDAR',
    notices: ['raw'],
    attachments: ['text/calendar'],
  },
  // Multiparts whose parts cannot be found.
  {
    name: 'no boundary',
    rest: typed('multipart/mixed', '--b\nContent-Type: text/plain\n\nhello\n--b--'),
    text: 'hello',
    notices: ['repaired'],
  },
  {
    name: 'wrong boundary',
    rest: typed('multipart/mixed; boundary=a', '--b\nContent-Type: text/plain\n\nhello\n--b--'),
    text: 'hello',
    notices: ['repaired'],
  },
  {
    name: 'wrong boundary, two forms',
    rest: typed('multipart/alternative; boundary=a', `--b\n${plain('hello')}\n--b\n${html('<p>hello</p>')}\n--b--`),
    text: 'hello',
    notices: ['repaired'],
  },
  {
    name: 'wrong boundary, encoded',
    rest: typed(
      'multipart/mixed; boundary="="',
      '--xyz\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nR3LDvMOfZQ==\n--xyz--',
    ),
    text: 'Grüße',
    notices: ['repaired'],
  },
  { name: 'no parts at all', rest: typed('multipart/mixed; boundary=b', 'hello'), text: 'hello', notices: ['repaired'] },
  {
    name: 'multipart without a kind',
    rest: typed('multipart', `--b\n${plain('hello')}\n--b--`),
    text: 'hello',
    notices: ['repaired'],
    attachments: ['application/octet-stream'],
  },
  { name: 'no end of the parts', rest: typed('multipart/mixed; boundary=b', `--b\n${plain('hello')}`), text: 'hello' },
  {
    name: 'one part of two without a type',
    rest: parts('mixed', plain('one'), 'Content-Type: plain\n\ntwo'),
    text: 'one\n\ntwo',
    notices: ['repaired'],
    attachments: ['plain/'],
  },
  {
    name: 'a picture of no type beside',
    rest: parts('mixed', plain('one'), 'Content-Type: image\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUgAAAAE='),
    text: 'one',
    notices: ['repaired'],
    attachments: ['image/'],
  },
  // Encodings.
  {
    name: 'quoted name of an encoding',
    rest: typed('text/plain; charset=utf-8', 'Gr=C3=BC=C3=9Fe=20an', 'Content-Transfer-Encoding: "quoted-printable"; x\n'),
    text: 'Grüße an',
    notices: ['repaired'],
  },
  {
    name: 'quoted name of an encoding, and one code',
    rest: typed('text/plain; format=flowed', 'Dear Ann,=20\nwe meet at eight.', 'Content-Transfer-Encoding: "quoted-printable"\n'),
    text: 'Dear Ann, we meet at eight.',
    notices: ['repaired'],
  },
  {
    name: 'Korean, called Chinese in both alternatives',
    rest: parts('alternative', ...koreanCalledChinese),
    text: '안녕하세요. 회의 일정을 알려드립니다. 내일 오전에 만나요.',
  },
  {
    name: 'a file within the text',
    rest: typed('text/plain', 'See the cat.\n\nbegin 644 cat.txt\n#0V%T\n`\nend\n\nBye'),
    text: 'See the cat.\n\n\nBye',
    attachments: ['cat.txt'],
  },
  {
    name: 'words that begin like a file',
    rest: typed('text/plain', 'begin 644 work on it\nand tell me\nend'),
    text: 'begin 644 work on it\nand tell me\nend',
  },
  {
    name: 'misspelt encoding',
    rest: typed('text/plain; charset=utf-8', 'R3LDvMOfZSBhbiBhbGxlLCBkaWUgZGFzIGxlc2Vu', 'Content-Transfer-Encoding: bas64\n'),
    text: 'Grüße an alle, die das lesen',
  },
  {
    name: 'another misspelt encoding',
    rest: typed('text/plain; charset=utf-8', 'Gr=C3=BC=C3=9Fe', 'Content-Transfer-Encoding: quoted_printable\n'),
    text: 'Grüße',
  },
  {
    name: 'called base64',
    rest: typed('text/plain', 'Hello, this is no base64, whatever is said above.', 'Content-Transfer-Encoding: base64\n'),
    text: 'Hello, this is no base64, whatever is said above.',
  },
  {
    name: 'a footer below base64',
    rest: typed(
      'text/plain; charset=utf-8',
      'R3LDvMOfZQ==\n-- \nTo leave this list, write to leave@x.example\n',
      'Content-Transfer-Encoding: base64\n',
    ),
    text: 'Grüße\n-- \nTo leave this list, write to leave@x.example',
  },
  // What wins of alternatives.
  {
    name: 'a blank alternative',
    rest: parts(
      'alternative',
      'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=C2=A0',
      html(newsletter),
    ),
    text: newsletterText,
    isFromHtml: true,
  },
  {
    name: 'a blank alternative in Latin',
    rest: parts(
      'alternative',
      'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n=A0',
      html(newsletter),
    ),
    text: newsletterText,
    isFromHtml: true,
  },
  {
    name: 'an empty alternative',
    rest: parts('alternative', 'Content-Type: text/plain\n\n', html(newsletter)),
    text: newsletterText,
    isFromHtml: true,
  },
  {
    name: 'a stub',
    rest: parts('alternative', plain('To view this message, please use an HTML compatible email viewer!'), html(newsletter)),
    text: newsletterText,
    isFromHtml: true,
  },
  {
    name: 'a stub with related pictures',
    rest: parts('alternative', plain('HTML!'), `Content-Type: multipart/related; boundary=c\n\n--c\n${html(newsletter)}\n--c--`),
    text: newsletterText,
    isFromHtml: true,
  },
  {
    name: 'a good alternative',
    rest: parts('alternative', plain('Autumn sale: everything is half the price until Sunday, in all our shops.'), html(newsletter)),
    text: 'Autumn sale: everything is half the price until Sunday, in all our shops.',
  },
  { name: 'an alternative to nothing', rest: parts('alternative', plain('hello'), html('<img src=x>')), text: 'hello' },
  // HTML.
  {
    name: 'outside of the body',
    rest: typed('text/html', '<html><head></head>before<body>within</body></html>after'),
    text: 'before\nwithin\nafter',
    isFromHtml: true,
  },
  {
    name: 'all of it outside',
    rest: typed('text/html', '<html><head><title>t</title></head><body></body></html><p>everything</p>'),
    text: 'everything',
    isFromHtml: true,
  },
  { name: 'two bodies', rest: typed('text/html', '<body><p>one</p></body><body><p>two</p></body>'), text: 'one\n\ntwo', isFromHtml: true },
  {
    name: 'an unclosed title',
    rest: typed('text/html', '<html><head><title>News<body><p>everything</p></body></html>'),
    text: 'News everything',
    isFromHtml: true,
  },
  {
    name: 'an unclosed comment',
    rest: typed('text/html', '<!-- generated <p>everything</p>'),
    text: 'generated everything',
    isFromHtml: true,
  },
  {
    name: 'an unclosed style',
    rest: typed('text/html', '<style>p { color: red } <p>everything</p>'),
    text: 'p { color: red } everything',
    isFromHtml: true,
  },
  {
    name: 'charset in meta',
    rest: typed('text/html', '<meta charset=koi8-r><p>\xf0\xd2\xc9\xd7\xc5\xd4'),
    text: 'Привет',
    isFromHtml: true,
  },
  {
    name: 'charset in the old meta',
    rest: typed('text/html', '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1250"><p>\xf8e\xe8'),
    text: 'řeč',
    isFromHtml: true,
  },
  {
    name: 'charset in meta, against the header',
    rest: typed('text/html; charset=utf-8', '<meta charset="koi8-r"><p>\xf0\xd2\xc9\xd7\xc5\xd4'),
    text: 'Привет',
    isFromHtml: true,
  },
  {
    name: 'UTF-8, against the meta',
    rest: typed('text/html', bytes('<meta charset=iso-8859-1><p>Grüße')),
    text: 'Grüße',
    isFromHtml: true,
  },
  // format=flowed.
  {
    name: 'flowed quote and answer',
    rest: typed('text/plain; format=flowed', '> Shall we meet? \nNo, thanks.'),
    text: '> Shall we meet? \nNo, thanks.',
  },
  { name: 'flowed, delsp', rest: typed('text/plain; charset=utf-8; format=flowed; delsp=yes', bytes('会 \n議')), text: '会議' },
  {
    name: 'flowed, quotes in depth',
    rest: typed('text/plain; format=Flowed', '>> When? \n> Now? \n> Or then.'),
    text: '>> When? \n> Now? Or then.',
  },
  // Many texts, named texts.
  {
    name: 'thirty texts',
    rest: parts('mixed', ...letters(30)),
    text: letters(30)
      .map((_, at) => `part ${at}`)
      .join('\n\n'),
  },
  {
    name: 'a hundred and two texts',
    rest: parts('mixed', ...letters(102)),
    text: letters(100)
      .map((_, at) => `part ${at}`)
      .join('\n\n'),
    notices: ['more-texts'],
    attachments: ['text/plain', 'text/plain'],
  },
  {
    name: 'a named text',
    rest: parts(
      'mixed',
      plain('see'),
      `Content-Type: text/plain; name=notes.txt\nContent-Disposition: inline; filename=notes.txt\n\nthe notes`,
    ),
    text: 'see\n\nthe notes',
    attachments: ['notes.txt'],
  },
  {
    name: 'only a named text',
    rest: typed('text/plain; name=notes.txt', 'the notes', 'Content-Disposition: inline\n'),
    text: 'the notes',
    attachments: ['notes.txt'],
  },
  {
    name: 'a named HTML text with an id',
    rest: parts('mixed', plain('see'), 'Content-Type: text/html; name=a.html\nContent-ID: <1@x>\n\n<p>page'),
    text: 'see\n\npage',
    attachments: ['a.html'],
    isFromHtml: true,
  },
  // Nothing at all.
  { name: 'no body', rest: '', text: '' },
  { name: 'only blanks', rest: typed('text/plain', ' \n\n \n'), text: '' },
  { name: 'a picture', rest: typed('image/png', 'AAAA', 'Content-Transfer-Encoding: base64\n'), text: '', attachments: ['image/png'] },
  // Charsets.
  { name: 'cp437', rest: typed('text/plain; charset=cp437', 'Gr\x81\xe1e'), text: 'Grüße' },
  { name: 'cp850', rest: typed('text/plain; charset=IBM850', 'Gr\x81\xe1e \xb5'), text: 'Grüße Á' },
  { name: 'utf-7', rest: typed('text/plain; charset=utf-7', 'Gr+APwA3w-e'), text: 'Grüße' },
  { name: 'iso-2022-kr', rest: typed('text/plain; charset=iso-2022-kr', '\x1b$)C\n\x0e>H3gGO<<?d\x0f'), text: '안녕하세요' },
  { name: 'unknown charset', rest: typed('text/plain; charset=klingon', '\xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1'), text: '주말특가' },
  { name: 'UTF-8 called Latin', rest: typed('text/plain; charset=iso-8859-1', bytes('Grüße')), text: 'Grüße' },
  {
    name: 'EUC-KR called UTF-8',
    rest: typed('text/plain; charset=utf-8', '\xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1 \xbe\xc8\xb3\xbb'),
    text: '주말특가 안내',
  },
  {
    name: 'windows-1251 called Latin',
    rest: typed('text/plain; charset=iso-8859-1', '\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0?'),
    text: 'Привет, как дела?',
  },
  // Directions.
  {
    name: 'directions',
    rest: typed('text/plain; charset=utf-8', bytes('\u2067שלום\u2069 \u200Fabc\u200E')),
    text: '\u2067שלום\u2069 \u200Fabc\u200E',
  },
];

const header = (subject: string): string => `Subject: ${subject}\nFrom: a@x.example\n`;
const raw = (text: string): Buffer => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');

describe('there is always something to read', () => {
  let reading: Reading;
  beforeAll(async () => {
    reading = await startReading(rows.map(({ name, rest }) => raw(header(name) + (rest === '' ? '\n' : rest))));
  });
  afterAll(() => reading.stop());

  test.each(rows)('$name', async ({ name, text, notices = [], attachments = [], isFromHtml = false }) => {
    const opened = (await reading.reader.open({ ref: await reading.refOf(name) })) as MessageContent;
    expect(opened).toMatchObject({ text, isFromHtml, notices, isCut: false });
    expect(opened.attachments.map((each) => each.name || each.type)).toEqual(attachments);
    if (attachments.length > 0) {
      const piece = await reading.reader.readAttachment({ ref: opened.row.ref, index: attachments.length - 1, offset: 0 });
      expect(piece).toMatchObject({ base64: expect.stringMatching(/./), next: null });
    }
  });
});

interface HeaderRow {
  name: string;
  header: string;
  row?: Partial<MessageContent['row']>;
  content?: Partial<MessageContent>;
}
const nobody = (name: string) => ({ name, address: '' });
const korean = '\xc1\xd6\xb8\xbb\xc6\xaf\xb0\xa1';

const headerRows: HeaderRow[] = [
  {
    name: 'a sender without an address',
    header: 'From: MAILER-DAEMON',
    row: { from: [nobody('MAILER-DAEMON')] },
    content: { replyTo: [nobody('MAILER-DAEMON')] },
  },
  { name: 'an empty address', header: 'From: Mail Delivery System <>', row: { from: [nobody('Mail Delivery System')] } },
  { name: 'a name alone', header: 'From: "Ann"', row: { from: [nobody('Ann')] } },
  { name: 'an address that is none', header: 'From: Ann <ann at x.example>', row: { from: [nobody('Ann')] } },
  {
    name: 'an address without a domain',
    header: 'From: a@\nTo: undisclosed-recipients:;\nCc: Foo <bar>',
    row: { from: [nobody('a')], to: [nobody('undisclosed-recipients')] },
    content: { cc: [nobody('Foo')] },
  },
  { name: 'a route', header: 'From: <@x.example>\nReply-To: nobody', row: { from: [] }, content: { replyTo: [nobody('nobody')] } },
  { name: 'a true address beside', header: 'From: Ann <ann@x.example>, <>', row: { from: [{ name: 'Ann', address: 'ann@x.example' }] } },
  { name: 'no sender', header: 'X-Odd: 1', row: { from: [] }, content: { replyTo: [] } },
  ...[
    ['JST', '2026-02-09T01:11:12Z'],
    ['CEST', '2026-02-09T08:11:12Z'],
    ['MSK', '2026-02-09T07:11:12Z'],
    ['EST', '2026-02-09T15:11:12Z'],
    ['+0900 (JST)', '2026-02-09T01:11:12Z'],
  ].map(([zone, time]) => ({
    name: `dated ${zone}`,
    header: `From: a@x.example\nDate: Mon, 9 Feb 2026 10:11:12 ${zone}`,
    content: { sentAt: Date.parse(time!) },
  })),
  { name: 'no date', header: 'From: a@x.example\nDate: soon', content: { sentAt: null } },
  {
    name: `bytes ${korean}`,
    header: `From: "${korean}" <a@x.example>\nTo: ${korean} <b@x.example>`,
    row: {
      subject: 'bytes 주말특가',
      from: [{ name: '주말특가', address: 'a@x.example' }],
      to: [{ name: '주말특가', address: 'b@x.example' }],
    },
  },
  {
    name: 'bytes \xcf\xf0\xe8\xe2\xe5\xf2',
    header: 'From: a@x.example\nContent-Type: text/plain; charset=windows-1251',
    row: { subject: 'bytes Привет' },
  },
  { name: 'bytes Gr\xfc\xdfe', header: 'From: a@x.example', row: { subject: 'bytes Grüße' } },
  {
    name: 'words =?klingon?B?R3LDvMOfZQ==?=',
    header: 'From: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= <a@x.example>',
    row: { subject: 'words Grüße', from: [{ name: 'Grüße', address: 'a@x.example' }] },
  },
];

describe('headers say what they say', () => {
  let reading: Reading;
  beforeAll(async () => {
    reading = await startReading(headerRows.map(({ name, header: more }) => raw(`Subject: ${name}\n${more}\n\ntext`)));
  });
  afterAll(() => reading.stop());

  test.each(headerRows.map((row, at) => ({ ...row, at })))('$name', async ({ row = {}, content = {}, at }) => {
    // What guesses may be slow to start on a busy machine; then it is known at the next look.
    const listed = await until(async () => {
      const found = (await reading.list({ offset: 0, limit: 200 })).rows.find(({ ref }) => ref.uid === at + 1)!;
      expect(found).toMatchObject(row);
      return found;
    });
    expect(await reading.reader.open({ ref: listed.ref })).toMatchObject({ ...content, row });
  });
});

test('every recipient of an opened message is there; a list says some of them, and what is beyond five hundred is said', async () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) => `"P ${at}" <p${at}@x.example>`).join(',\n ');
  const reading = await startReading([
    `Subject: some\nFrom: a@x.example\nTo: ${many(47)}\nCc: ${many(21)}\nReply-To: ${many(22)}\n\nx`,
    `Subject: many\nFrom: a@x.example\nTo: ${many(520)}\n\nx`,
  ]);
  const some = (await reading.reader.open({ ref: await reading.refOf('some') })) as MessageContent;
  expect([some.row.to.length, some.cc.length, some.replyTo.length, some.leftOut]).toEqual([47, 21, 22, 0]);
  const listed = (await reading.list({ offset: 0, limit: 9 })).rows.find(({ subject }) => subject === 'some')!;
  expect(listed.to).toEqual(some.row.to.slice(0, 20));
  const more = (await reading.reader.open({ ref: await reading.refOf('many') })) as MessageContent;
  expect([more.row.to.length, more.leftOut]).toEqual([500, 20]);
  await reading.stop();
});
