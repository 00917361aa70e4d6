import { codeError } from '../../net/protocol-error.ts';
import { scanFetch } from '../grammar/fetch-response.ts';
import { writeFetch } from './write-fetch.ts';

/** What a move of thousands of scattered messages is answered with is shorter. */
const longestOther = 192 * 1024;

/**
 * A response as imapflow gets it: FETCH in one form, everything else as it came, and no longer than it can be read without holding the
 * event loop (`LINE_TOO_LONG`).
 */
export const rewriteResponse = (response: Buffer): Buffer => {
  const fetched = scanFetch(response);
  if (fetched) return writeFetch(fetched);
  if (response.length > longestOther) throw codeError('LINE_TOO_LONG');
  return response;
};
