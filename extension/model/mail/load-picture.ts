import { pictureTypeOf } from '@kurrier/shared/mail/picture-type';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';

/** Larger ones are saved as files, and not shown. */
const largestPicture = 10 * 1024 * 1024;

/**
 * The bytes of a picture of a message: one that lies in it (`cid:`, RFC 2392), or one that the bridge fetches from where it is. Its type is
 * what its bytes show. Null: it is not there, or no picture.
 */
export const loadPicture = async (
  call: Call,
  { ref, mail, address }: { ref: MessageRef; mail: HtmlMail; address: string },
): Promise<Blob | null> => {
  if (!/^cid:/i.test(address)) {
    const answer = await call('mail.picture', { url: address });
    return answer.ok && 'base64' in answer.value ? toPicture([answer.value.base64]) : null;
  }
  const name = decode(address.slice(4));
  const index = mail.pictures.find(({ contentId }) => contentId === name)?.index;
  if (index === undefined) return null;
  const pieces: string[] = [];
  let size = 0;
  for (let offset: number | null = 0; offset !== null;) {
    const answer: Awaited<ReturnType<typeof call<'mail.attachment'>>> = await call('mail.attachment', { ref, index, offset });
    if (!answer.ok || !('base64' in answer.value)) return null;
    pieces.push(answer.value.base64);
    size += answer.value.base64.length;
    if (size > (largestPicture * 4) / 3) return null;
    offset = answer.value.next;
  }
  return toPicture(pieces);
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const toPicture = (pieces: readonly string[]): Blob | null => {
  const [first = '', ...others] = pieces.map(atob);
  const type = pictureTypeOf(first.slice(0, 32));
  const bytes = [first, ...others].map((piece) => Uint8Array.from(piece, (character) => character.charCodeAt(0)));
  return type === null ? null : new Blob(bytes, { type });
};
