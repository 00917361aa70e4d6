import { codeError } from '../../net/protocol-error.ts';
import { scanFetch } from '../grammar/fetch/fetch-response.ts';
import { writeFetch } from './write-fetch.ts';

/** What a move of thousands of scattered messages is answered with is shorter. */
const longestOther = 192 * 1024;
/** Names of mailboxes at most are literals in it. */
const mostLiterals = 100;

/**
 * A response as imapflow gets it: FETCH in one form, everything else as it came, and no longer than it can be read without holding the
 * event loop (`LINE_TOO_LONG`).
 */
export const rewriteResponse = (response: Buffer): Buffer => {
  const fetched = scanFetch(response);
  if (fetched) return writeFetch(fetched);
  if (response.length > longestOther || hasMoreLiterals(response)) throw codeError('LINE_TOO_LONG');
  return response;
};

const hasMoreLiterals = (response: Buffer): boolean => {
  let count = 0;
  for (let at = response.indexOf('}\r\n'); at >= 0 && count <= mostLiterals; at = response.indexOf('}\r\n', at + 1)) count++;
  return count > mostLiterals;
};
