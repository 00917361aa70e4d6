import { pictureTypeOf } from '@kurrier/shared/mail/picture-type';
import type { FetchedPicture } from '@kurrier/shared/mail/html-mail';
import type { Outcome } from '@kurrier/shared/failure/outcome';

/** Gets what lies at an address: bounded in time and size, never from a private address. A refusal is the name of its reason. */
export type FetchBytes = (url: URL) => Promise<Outcome<{ body: Buffer }, string>>;

/** What one call carries, as base64. */
export const largestPicture = 700 * 1024;

/** Fetches a picture that a message only names, because a person asked for it. What is no picture is not handed on. */
export const createFetchPicture =
  (fetchBytes: FetchBytes) =>
  async ({ url }: { url: string }): Promise<FetchedPicture> => {
    const target = URL.parse(url);
    if (!target || !/^https?:$/.test(target.protocol)) return { refused: 'bad-address' };
    const fetched = await fetchBytes(target);
    if (!fetched.ok) return { refused: refusals.has(fetched.failure) ? (fetched.failure as 'private-address') : 'unreachable' };
    const type = pictureTypeOf(fetched.value.body.toString('latin1', 0, 32));
    return type === null ? { refused: 'not-a-picture' } : { type, base64: fetched.value.body.toString('base64') };
  };

const refusals = new Set(['private-address', 'too-large']);
