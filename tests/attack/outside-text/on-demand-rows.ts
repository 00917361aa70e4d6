import { parser } from 'imapflow/lib/handler/imap-handler.js';
import { ImapStream } from 'imapflow/lib/handler/imap-stream.js';
import { clientOptions } from '../../../bridge/src/imap/on-demand/hand-over.ts';
import { rewriteResponse } from '../../../bridge/src/imap/on-demand/rewrite-response.ts';
import { kib, mib, type OutsideText } from './row.ts';

interface StreamItem {
  payload: Buffer;
  literals: Buffer[];
  next: () => void;
}

const nothing = () => {};
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Reads a response as imapflow does on a connection that was handed over, with the limits that it is given there. */
const readByImapflow = async (response: Buffer): Promise<void> => {
  const stream = new ImapStream({ ...clientOptions, logger: silent });
  try {
    stream.end(rewriteResponse(response));
    for await (const item of stream as AsyncIterable<StreamItem>) {
      await parser(item.payload, { literals: item.literals, maxResponseTokens: clientOptions.maxResponseTokens }).catch(() => undefined);
      item.next();
    }
  } catch {
    // Too long for it, or for us.
  }
};

const rows: [name: string, largest: number, start: string, end: string, pieces: string[]][] = [
  ['a section', 2 * mib, '* 1 FETCH (UID 1 BODY[1] "', '")\r\n', []],
  [
    'sections',
    2 * mib,
    '* 1 FETCH (UID 1 ',
    ')\r\n',
    ['BODY[1] "a" ', 'BODY[1] {1}\r\na ', 'BODY[1] NIL ', `BODY[${'1.'.repeat(900)}] "a" `],
  ],
  ['flags', 64 * kib, '* 1 FETCH (UID 1 FLAGS (', '))\r\n', ['\\a ', '\\', '$a ']],
  ['FETCH without an end', 192 * kib, '* 1 FETCH (UID 1 BODYSTRUCTURE (', '\r\n', ['(', '("a" "b") ', 'NIL ', '{1}\r\na', '1']],
  ['SEARCH', 192 * kib, '* SEARCH ', '\r\n', ['1 ', '1:2 ', '4294967295 ', '1,', '(MODSEQ 1) ']],
  ['ESEARCH', 192 * kib, '* ESEARCH (TAG "A1") UID ALL ', '\r\n', ['1,', '1:2,', 'ALL ']],
  ['OK', 192 * kib, '* OK [', '\r\n', ['[', ']', 'REFERRAL ', 'a ']],
  ['OK, COPYUID', 192 * kib, 'A1 OK [COPYUID 1 ', '\r\n', ['1,', '1:2,', ' 1']],
  ['LIST', 192 * kib, '* LIST (\\', '\r\n', ['\\', '\\a', '"a', '&-', '%']],
  ['a refusal', 192 * kib, 'A1 NO [', '\r\n', ['[', ' ]', '{1']],
];

/** What imapflow reads, on demand. Pieces need not end just at the largest size. */
export const onDemandRows: readonly OutsideText[] = rows.map(([name, largest, start, end, pieces]) => ({
  name: `imapflow, ${name}`,
  largest: largest - 2 * kib,
  run: { bytes: readByImapflow },
  start,
  end,
  pieces,
}));
