import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { FetchSections } from '../texts/fetch-texts.ts';

const piece = 512 * 1024;

/** A whole part as it is transferred, up to `most` bytes and a piece; null: the message is gone. */
export const fetchWhole = async (
  mailbox: FetchSections,
  uid: number,
  section: string,
  most: number,
): Promise<Outcome<Buffer | null, Failure>> => {
  const pieces: Buffer[] = [];
  for (let offset = 0; offset <= most; offset += piece) {
    const fetched = await mailbox.fetchSections(uid, [{ section, offset, length: piece }]);
    if (!fetched.ok) return fetched;
    const found = fetched.value?.[0];
    if (!found) return succeed(null);
    pieces.push(found);
    if (found.length < piece) break;
  }
  return succeed(Buffer.concat(pieces));
};
