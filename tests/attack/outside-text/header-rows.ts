import { parseBodyStructure } from '../../../bridge/src/imap/grammar/body-structure.ts';
import { longestList } from '../../../bridge/src/imap/grammar/fetch/fetch-response.ts';
import { longestHeader } from '../../../bridge/src/imap/grammar/header-fields.ts';
import { attachmentsOf } from '../../../bridge/src/messages/attachments.ts';
import { createMboxEntry } from '../../../bridge/src/messages/export/mbox.ts';
import { readReferences } from '../../../bridge/src/messages/read-references.ts';
import { planReading } from '../../../bridge/src/messages/reading/plan-reading.ts';
import { toShownLine, toShownText } from '../../../bridge/src/messages/safe-text.ts';
import { parseDateHeader } from '../../../bridge/src/mime/date-header.ts';
import { decodePiece } from '../../../bridge/src/mime/decode-piece.ts';
import { splitEncodedWords } from '../../../bridge/src/mime/encoded-words.ts';
import { decodeHeaderText } from '../../../bridge/src/mime/header-text.ts';
import { joinParameters } from '../../../bridge/src/mime/parameters.ts';
import { planUnsubscribe } from '../../../bridge/src/messages/unsubscribe/plan-unsubscribe.ts';
import { protectionOf } from '../../../bridge/src/messages/texts/protection-of.ts';
import { kib, mib, type OutsideText } from './row.ts';

const sender = { state: 'confirmed', domain: 'a', dkimDomains: ['a', 'b'] } as const;

/** Headers and parts of messages; what decodes their texts has a thread of its own that is ended at its limit. */
export const headerRows: readonly OutsideText[] = [
  {
    name: 'decodeHeaderText',
    largest: longestList,
    run: (text) => decodeHeaderText(text),
    pieces: ['=?iso-2022-jp?b?GyRC?= ', '=?utf-8?q?=c3?='],
  },
  { name: 'splitEncodedWords', largest: longestList, run: splitEncodedWords },
  {
    name: 'joinParameters',
    largest: longestList,
    run: (text) =>
      joinParameters(
        [
          ['filename*', `utf-8''${text}`],
          ['a', text],
        ],
        {},
      ),
  },
  {
    name: 'joinParameters, continued',
    largest: 20_000,
    run: (text) =>
      joinParameters(
        Array.from(text, (character, index) => [`a*${index}*`, character] as const),
        {},
      ),
  },
  { name: 'parseDateHeader', largest: longestHeader, run: parseDateHeader, pieces: ['Mon, ', '1 Jan '] },
  {
    name: 'readReferences',
    largest: longestHeader,
    run: (text) => readReferences(text, text),
    start: 'References: ',
    pieces: ['<a@b>', '<a@b', '@<'],
  },
  { name: 'decodePiece, base64', largest: 512 * kib, run: { bytes: (bytes) => decodePiece(bytes, 'base64', false) } },
  {
    name: 'decodePiece, quoted-printable',
    largest: 512 * kib,
    run: { bytes: (bytes) => decodePiece(bytes, 'quoted-printable', false) },
    pieces: ['=\r\n', '=41', '= \t'],
  },
  {
    name: 'planReading, attachmentsOf',
    largest: longestList,
    run: (text) => {
      const structure = parseBodyStructure(text);
      return structure && [planReading(structure), attachmentsOf(structure)];
    },
    start: '(',
    end: ' "mixed")',
    pieces: ['("text" "plain" NIL NIL NIL "7bit" 1 1)', '("image" "png" ("name" "a") NIL NIL "base64" 1 NIL ("attachment" NIL))'],
  },
  { name: 'toShownLine', largest: longestList, run: toShownLine, pieces: ['\u202e', '\u2028'] },
  { name: 'toShownText', largest: 400_000, run: toShownText, pieces: ['\u202e'] },
  {
    name: 'planUnsubscribe',
    largest: 64 * kib,
    run: (text) =>
      planUnsubscribe(
        `List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nDKIM-Signature: d=a; ${text}\r\nList-Unsubscribe: ${text}`,
        sender,
      ),
    pieces: ['<https://a.example/>, ', '<mailto:a@b>, ', '\r\n ', '\r\nDKIM-Signature: d=a', 'd=a;', 'h=a:'],
  },
  {
    name: 'protectionOf',
    largest: 390_000,
    run: (text) => protectionOf(null, text),
    pieces: ['-----BEGIN PGP MESSAGE-----', '\n-----BEGIN PGP '],
  },
  { name: 'createMboxEntry', largest: mib, run: (text) => createMboxEntry().piece(text), pieces: ['\nFrom ', '\n>From '] },
];
