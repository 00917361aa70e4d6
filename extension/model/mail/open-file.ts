import { pictureTypeOf } from '@kurrier/shared/mail/picture-type';

/** As a tab of the browser shows them: nothing of these can run, ask for anything, or be a page of ours. */
type OpenedType = 'application/pdf' | 'text/plain;charset=utf-8' | (string & {});

/** Whether a file claims to be of a kind that may be opened; what it is, its bytes say. */
export const mayOpen = (type: string): boolean =>
  type === 'application/pdf' || type === 'text/plain' || (type.startsWith('image/') && !type.includes('svg'));

/** What a file is by its bytes, where it is of a kind that may be opened; null: it is only saved. Never HTML, SVG or XML. */
export const openedTypeOf = (bytes: Uint8Array, claimed: string): OpenedType | null => {
  const start = String.fromCharCode(...bytes.subarray(0, 32));
  const picture = pictureTypeOf(start);
  if (picture) return picture;
  if (start.startsWith('%PDF-')) return 'application/pdf';
  return claimed === 'text/plain' && isText(bytes) ? 'text/plain;charset=utf-8' : null;
};

const isText = (bytes: Uint8Array): boolean => {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
};
