import { pictureTypeOf } from '@kurrier/shared/mail/picture-type';
import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import { bytesOfBase64 } from '../../bytes.ts';
import type { Call } from '../../call.ts';
import { fetchFile } from '../fetch-file.ts';
import type { PlacedRef } from '../attached/placed-ref.ts';

/** Larger ones are saved as files, and not shown. */
const largestPicture = 10 * 1024 * 1024;

/**
 * The bytes of a picture of a message: one that lies in it (`cid:`, RFC 2392), or one that the bridge fetches from where it is. Its type is
 * what its bytes show. Null: it is not there, or no picture.
 */
export const loadPicture = async (
  call: Call,
  { ref, mail, address }: { ref: PlacedRef; mail: HtmlMail; address: string },
): Promise<Blob | null> => {
  if (!/^cid:/i.test(address)) {
    const answer = await call('mail.picture', { url: address });
    return answer.ok && 'base64' in answer.value ? toPicture([bytesOfBase64(answer.value.base64)]) : null;
  }
  const name = decode(address.slice(4));
  const index = mail.pictures.find(({ contentId }) => contentId === name)?.index;
  if (index === undefined) return null;
  const file = await fetchFile(call, ref, index, largestPicture);
  return 'bytes' in file ? toPicture(file.bytes) : null;
};

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The bytes as a picture of the type that they show; null where they are none. */
const toPicture = (bytes: readonly Uint8Array<ArrayBuffer>[]): Blob | null => {
  const type = pictureTypeOf(String.fromCharCode(...(bytes[0]?.subarray(0, 32) ?? [])));
  return type === null ? null : new Blob([...bytes], { type });
};
