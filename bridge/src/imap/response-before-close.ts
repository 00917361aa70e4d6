import { endedCodes } from '../net/closed-codes.ts';
import { asProtocolError, codeOf, ProtocolError } from '../net/protocol-error.ts';
import { decodeWords } from '../net/decode-server-text.ts';
import { parseStatusLine } from './grammar/response.ts';

/** Longer last words are none. */
const longestLine = 4_000;

/**
 * Why a connection ended, with what the server said before it closed: nginx's mail proxy answers `* BAD internal server error`, others an
 * untagged NO or BYE, and then there is no tagged answer. `notices` are such lines, `unread` what arrived without an end of line. The error
 * itself where nothing was said.
 */
export const withClosingResponse = (error: unknown, { notices, unread }: { notices: readonly string[]; unread: Buffer }): Error => {
  const reason = asProtocolError(error);
  if (!endedCodes.has(codeOf(reason)) || reason.evidence.reply) return reason;
  const cut = decodeWords(unread.subarray(0, longestLine)).trim();
  const lines = [...notices, ...(isRefusal(cut) ? [cut] : [])];
  const said = lines.findLast(isRefusal);
  const status = said === undefined ? undefined : parseStatusLine(said)?.status;
  if (status !== 'NO' && status !== 'BAD' && status !== 'BYE') return reason;
  return new ProtocolError({ ...reason.evidence, reply: { text: lines.join('\n'), status } });
};

const isRefusal = (line: string): boolean => {
  const status = parseStatusLine(line)?.status;
  return status === 'NO' || status === 'BAD' || status === 'BYE';
};
