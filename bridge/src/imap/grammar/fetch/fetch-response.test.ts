import { describe, expect, test } from 'vitest';
import { parseBodyStructure } from '../body-structure.ts';
import { parseEnvelope } from '../envelope.ts';
import { scanFetch } from './fetch-response.ts';

describe('a response that is cut or changed anywhere', () => {
  const response = Buffer.from(
    '* 12 FETCH (UID 7 FLAGS (\\Seen) INTERNALDATE "17-Jul-1996 02:44:25 -0700" RFC822.SIZE 4286 MODSEQ (624140003) ' +
      'ENVELOPE ("Wed, 17 Jul 1996 02:23:25 -0700" {9}\r\na (b) "c" (("Ann" NIL "ann" "mail.test")) NIL NIL NIL NIL NIL NIL "<a@b>") ' +
      'BODYSTRUCTURE (("TEXT" "PLAIN" ("CHARSET" "utf-8") NIL NIL "7BIT" 302 9 NIL NIL NIL NIL)("IMAGE" "PNG" NIL NIL NIL "BASE64" 5) "MIXED"))',
  );

  test('is refused when it is cut', () => {
    for (let end = 0; end < response.length; end++) expect(scanFetch(response.subarray(0, end))).toBeNull();
  });

  test('never throws, whatever byte stands in it', () => {
    for (let at = 0; at < response.length; at++) {
      for (const byte of [0, 0x22, 0x28, 0x29, 0x5c, 0x7b, 0xff]) {
        const changed = Buffer.from(response);
        changed[at] = byte;
        const found = scanFetch(changed);
        if (found?.envelope) parseEnvelope(found.envelope);
        if (found?.structure) parseBodyStructure(found.structure);
      }
    }
  });
});

test.each([
  ['a literal longer than the response', '* 1 FETCH (UID 1 ENVELOPE ({99999}\r\nx))'],
  ['a literal of ten digits', '* 1 FETCH (BODY[] {9999999999}\r\nx)'],
  ['an item without a value', '* 1 FETCH (UID)'],
  ['more closed than opened', '* 1 FETCH (ENVELOPE ))'],
  ['another response', '* 1 EXISTS'],
  ['nothing', ''],
])('%s is no FETCH response', (_, text) => {
  expect(scanFetch(Buffer.from(text))).toBeNull();
});

test.each([
  ['a UID that is no number', '* 1 FETCH (UID x FLAGS ())', { uid: null, flags: '' }],
  [
    'items in small letters, and unknown ones',
    '* 1 fetch (uid 5 X-GM-MSGID 12 x-list ("a)" (b)) flags (\\Seen a))',
    { uid: 5, flags: '\\Seen a' },
  ],
  ['NIL where a list belongs', '* 1 FETCH (UID 5 ENVELOPE NIL BODYSTRUCTURE NIL)', { uid: 5, envelope: null, structure: null }],
  ['a mod-sequence past 2^53', '* 1 FETCH (MODSEQ (9223372036854775807) UID 5)', { uid: 5, modSeq: 9223372036854775807n }],
  ['a mod-sequence that is none', '* 1 FETCH (MODSEQ (12345678901234567890) UID 5)', { uid: 5, modSeq: null }],
])('%s', (_, text, expected) => {
  expect(scanFetch(Buffer.from(text))).toMatchObject(expected);
});

test.each([
  ['parentheses around items (Lotus Domino)', '* 1 FETCH (UID 5 (FLAGS (\\Seen)))', { uid: 5, flags: '\\Seen' }],
  ['parentheses around everything', '* 1 FETCH ((UID 5 FLAGS (\\Seen) RFC822.SIZE 7))', { uid: 5, flags: '\\Seen', size: 7 }],
  ['blanks where none belong (QQ Mail)', '* 1  FETCH ( UID  5 FLAGS  (\\Seen ) )', { uid: 5, flags: '\\Seen ' }],
  ['no blank before a list', '* 1 FETCH(UID 5 FLAGS(\\Seen))', { uid: 5, flags: '\\Seen' }],
  ['NIL for flags', '* 1 FETCH (UID 5 FLAGS NIL)', { uid: 5, flags: '' }],
  ['a time without quotes', '* 1 FETCH (UID 5 INTERNALDATE NIL)', { uid: 5, internalDate: 'NIL' }],
  ['no blank behind a literal', '* 1 FETCH (UID 5 BODY[1] {2}\r\nhiFLAGS ())', { uid: 5, flags: '' }],
  ['a blank line behind a literal', '* 1 FETCH (UID 5 BODY[1] {2}\r\nhi\r\n FLAGS ())', { uid: 5, flags: '' }],
  [
    'an empty list for a message inside (Lotus Domino)',
    '* 1 FETCH (UID 5 BODYSTRUCTURE (("text" "plain" NIL NIL NIL "7BIT" 2 1)("message" "rfc822" NIL NIL NIL "7BIT" 787 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) () 0) "mixed"))',
    { uid: 5, structure: expect.stringContaining('rfc822') },
  ],
])('%s', (_, text, expected) => expect(scanFetch(Buffer.from(text))).toMatchObject(expected));

test.each([
  ['quotes inside a subject', '(NIL "He said "hi" to me" NIL NIL NIL NIL NIL NIL NIL NIL)'],
  ['one quote inside a subject', '(NIL "5" screen" NIL NIL NIL NIL NIL NIL NIL NIL)'],
  ['quotes inside a Message-ID', '(NIL "x" NIL NIL NIL NIL NIL NIL NIL "<1."a@b"@c>")'],
  ['words in quotes between blanks', '(NIL "a " b " c" NIL NIL NIL NIL NIL NIL NIL NIL)'],
  ['a field too few', '(NIL "x" NIL NIL NIL NIL NIL NIL NIL)'],
  ['a list where a string belongs', '(NIL ("x") NIL NIL NIL NIL NIL NIL NIL NIL)'],
])('an envelope with %s is as good as none, and hides nothing else', (_, envelope) => {
  const found = scanFetch(Buffer.from(`* 1 FETCH (UID 5 FLAGS (\\Seen) INTERNALDATE "17-Jul-1996 02:44:25 -0700" ENVELOPE ${envelope})`));
  if (found) expect(found).toMatchObject({ uid: 5, flags: '\\Seen', envelope: null });
});

test('what stands in a string that nobody escaped says nothing of whose message it is', () => {
  const forged =
    '* 1 FETCH (UID 5 ENVELOPE (NIL "x" NIL NIL NIL NIL NIL NIL NIL NIL) UID 6 FLAGS () X ("y" NIL NIL NIL NIL NIL NIL NIL NIL))';
  expect(scanFetch(Buffer.from(forged))).toBeNull();
});

test.each([
  ['BODY[]<0.262144>', 'BODY[]'],
  ['BODY[1.2]<0>', 'BODY[1.2]'],
  ['body[text]<1024.10>', 'BODY[TEXT]'],
])('a piece called %s is found under its section', (name, section) => {
  expect(scanFetch(Buffer.from(`* 1 FETCH (UID 5 ${name} "x")`))!.sections.get(section)).toEqual(Buffer.from('x'));
});

test('body sections keep their bytes: as a literal, as a string, partial, and NIL', () => {
  const found = scanFetch(
    Buffer.concat([
      Buffer.from('* 1 FETCH (UID 5 BODY[1]<0> {4}\r\n'),
      Buffer.from([0xff, 0x29, 0x0d, 0x0a]),
      Buffer.from(' BODY[HEADER.FIELDS (SUBJECT)] "a\\"b" BODY[2.MIME] NIL)'),
    ]),
  );
  expect([...found!.sections]).toEqual([
    ['BODY[1]', Buffer.from([0xff, 0x29, 0x0d, 0x0a])],
    ['BODY[HEADER.FIELDS (SUBJECT)]', Buffer.from('a"b')],
    ['BODY[2.MIME]', null],
  ]);
});

test('a structure nested a thousand deep is refused, not followed', () => {
  const deep = `${'('.repeat(1000)}"text"${')'.repeat(1000)}`;
  const found = scanFetch(Buffer.from(`* 1 FETCH (UID 5 BODYSTRUCTURE ${deep})`));
  expect(found).toMatchObject({ uid: 5, structure: null });
  expect(parseBodyStructure(deep)).toBeNull();
});
