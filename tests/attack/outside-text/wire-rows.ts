import { parseImapCapabilities, parseStatusLine, scanImapResponse } from '../../../bridge/src/imap/grammar/response.ts';
import { withClosingResponse } from '../../../bridge/src/imap/response-before-close.ts';
import { decodeWords } from '../../../bridge/src/net/decode-server-text.ts';
import { longestLine } from '../../../bridge/src/net/wire-log/line-cutter.ts';
import { withoutTokens } from '../../../bridge/src/net/wire-log/dialogue-reader.ts';
import { createImapReader } from '../../../bridge/src/net/wire-log/read-imap-dialogue.ts';
import { codeError } from '../../../bridge/src/net/protocol-error.ts';
import { readSmtpReply } from '../../../bridge/src/smtp/smtp-reply.ts';
import { feed } from './feed.ts';
import { buffer, kib, mib, type OutsideText } from './row.ts';

/** The wire, and what is read from it. */
export const wireRows: readonly OutsideText[] = [
  {
    name: 'Wire, lines of SMTP',
    largest: 2 * mib,
    run: { bytes: (bytes) => feed(bytes, readSmtpReply) },
    start: '250-',
    pieces: ['250-a\r\n'],
  },
  {
    name: 'Wire, IMAP before sign-in',
    largest: 64 * kib,
    run: { bytes: (bytes) => feed(bytes, (wire) => wire.read(scanImapResponse, 64 * kib), 100) },
    start: '* OK [',
  },
  {
    name: 'Wire, IMAP responses',
    largest: 4 * mib,
    run: { bytes: (bytes) => feed(bytes, (wire) => wire.read(scanImapResponse, 4 * mib)) },
    start: '* X ',
  },
  {
    name: 'Wire, a FETCH response',
    largest: 6 * mib,
    run: { bytes: (bytes) => feed(bytes, (wire) => wire.read(scanImapResponse, 6 * mib)) },
    start: '* 1 FETCH (',
    pieces: ['{1}\r\na', 'a {2}\r\nbb\r\n', '\r\n)'],
  },
  {
    name: 'Wire, small packets',
    largest: 256 * kib,
    run: { bytes: (bytes) => feed(bytes, (wire) => wire.read(scanImapResponse, 4 * mib), 16) },
    start: '* 1 FETCH (',
  },
  { name: 'scanImapResponse', largest: 6 * mib, run: { bytes: scanImapResponse }, start: '* 1 FETCH (' },
  { name: 'decodeWords', largest: 4 * mib, run: { bytes: decodeWords } },
  { name: 'parseStatusLine', largest: 4 * mib, run: parseStatusLine, start: '* OK [', pieces: ['[a ', 'a]'] },
  { name: 'parseStatusLine, tag', largest: 4 * mib, run: parseStatusLine, pieces: ['OK ', ' OK'] },
  { name: 'parseImapCapabilities', largest: 4 * mib, run: parseImapCapabilities, start: '* CAPABILITY ' },
  { name: 'parseImapCapabilities, in a code', largest: 4 * mib, run: parseImapCapabilities, start: 'a OK [CAPABILITY ' },
  {
    name: 'withClosingResponse',
    largest: 512 * kib,
    run: (text) => withClosingResponse(codeError('CLOSED'), { notices: [], unread: buffer(text) }),
    start: '* BYE [',
  },
  { name: 'wire log, FETCH', largest: longestLine, run: (text) => createImapReader().received(text, ''), start: '* 1 FETCH ("' },
  { name: 'wire log, an answer in a sign-in', largest: longestLine, run: withoutTokens },
];
