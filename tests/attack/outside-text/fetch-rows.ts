import { parseBodyStructure } from '../../../bridge/src/imap/grammar/body-structure.ts';
import { parseEnvelope } from '../../../bridge/src/imap/grammar/envelope.ts';
import { isTornFetch, longestList, peekUid, scanFetch } from '../../../bridge/src/imap/grammar/fetch/fetch-response.ts';
import { hasFlag, normalFlags } from '../../../bridge/src/imap/grammar/flags.ts';
import { envelopeOfHeader, longestHeader, structureOfHeader } from '../../../bridge/src/imap/grammar/header-fields.ts';
import { parseImapValue } from '../../../bridge/src/imap/grammar/imap-value.ts';
import { parseInternalDate } from '../../../bridge/src/imap/grammar/internal-date.ts';
import { isReadableEnvelope, isReadableStructure } from '../../../bridge/src/imap/grammar/fetch/is-readable.ts';
import { toMessageRow } from '../../../bridge/src/messages/message-row.ts';
import { guessNothing } from '../../../bridge/src/mime/decode-charset.ts';
import { buffer, kib, mib, type OutsideText } from './row.ts';

/** What FETCH answers. */
export const fetchRows: readonly OutsideText[] = [
  {
    name: 'scanFetch',
    largest: 6 * mib,
    run: { bytes: scanFetch },
    start: '* 1 FETCH (',
    pieces: ['A A ', 'UID 1 ', 'BODY[] NIL ', 'X {1}\r\na ', 'X (a) '],
  },
  { name: 'scanFetch, flags', largest: 4 * mib, run: { bytes: scanFetch }, start: '* 1 FETCH (UID 1 FLAGS (', end: '))' },
  {
    name: 'scanFetch, envelope',
    largest: 6 * mib,
    run: { bytes: scanFetch },
    start: '* 1 FETCH (UID 1 ENVELOPE (',
    end: '))',
  },
  { name: 'scanFetch, name', largest: 4 * mib, run: { bytes: scanFetch }, start: '* 1 FETCH (BODY[' },
  {
    name: 'isTornFetch, peekUid',
    largest: 4 * mib,
    run: (text) => [isTornFetch(buffer(text), null), peekUid(buffer(text))],
    start: '* 1 FETCH (UID ',
  },
  { name: 'normalFlags', largest: 64 * kib, run: (text) => hasFlag(normalFlags(text), '\\Seen'), pieces: ['\\Recent '] },
  { name: 'parseInternalDate', largest: 2_000, run: parseInternalDate, start: '1-Jan-2020 ' },
  { name: 'isReadableEnvelope', largest: longestList, run: isReadableEnvelope, start: '(' },
  { name: 'isReadableStructure', largest: longestList, run: isReadableStructure, start: '(' },
  { name: 'parseImapValue', largest: longestList, run: (text) => parseImapValue(text), start: '(', end: ')' },
  {
    name: 'parseEnvelope, subject',
    largest: longestList,
    run: parseEnvelope,
    start: '("Mon, 1 Jan 2024 00:00:00 +0000" "',
    end: '" NIL NIL NIL NIL NIL NIL NIL NIL)',
  },
  {
    name: 'parseEnvelope, addresses',
    largest: longestList,
    run: parseEnvelope,
    start: '(NIL NIL (',
    end: ') NIL NIL NIL NIL NIL NIL NIL)',
    pieces: ['("a" NIL "a" "b")', '(NIL NIL "a" NIL)'],
  },
  {
    name: 'parseBodyStructure',
    largest: longestList,
    run: parseBodyStructure,
    start: '(',
    end: ' "mixed")',
    pieces: ['("text" "plain" NIL NIL NIL "7bit" 1 1)', '("a" "b" ("c" "d"))'],
  },
  {
    name: 'parseBodyStructure, parameters',
    largest: longestList,
    run: parseBodyStructure,
    start: '("text" "plain" (',
    end: ') NIL NIL "7bit" 1 1)',
    pieces: ['"a" "b" ', '"a*1" "b" ', '"a*0*" "utf-8\'\'%61" '],
  },
  {
    name: 'envelopeOfHeader',
    largest: longestHeader,
    run: (text) => envelopeOfHeader(buffer(text)),
    start: 'To: ',
    pieces: ['a: b\r\n', 'a@b, ', '"a" <a@b>, ', 'a:b;', '(a'],
  },
  {
    name: 'structureOfHeader',
    largest: longestHeader,
    run: (text) => structureOfHeader(buffer(text), 1),
    start: 'Content-Type: text/plain; ',
    pieces: ['a=b; ', '; a="'],
  },
  {
    name: 'describeMessage',
    largest: longestList,
    run: (text) =>
      toMessageRow(
        { uid: 1, receivedAt: 0, flags: '', size: 1, envelope: `(NIL "${text}" NIL NIL NIL NIL NIL NIL NIL NIL)`, structure: '' },
        { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 1 },
        guessNothing,
      ),
    pieces: ['=?utf-8?q?a', '=?a?b?'],
  },
];
