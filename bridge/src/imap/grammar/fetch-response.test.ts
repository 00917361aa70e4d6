import { describe, expect, test } from 'vitest';
import { parseBodyStructure } from './body-structure.ts';
import { parseEnvelope } from './envelope.ts';
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
  expect(parseBodyStructure(found!.structure!)).toBeNull();
});
