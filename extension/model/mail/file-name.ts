import { safeLine } from './safe-text.ts';

/** What some file system forbids in a name, and what ends or leaves a folder. */
const forbidden = /[\\/:*?"<>|]/g;
/** Marks without width: two names that look the same are not to be two. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Devices of Windows, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;
const longestName = 120;
/** File systems count bytes. */
const longestBytes = 240;

const endings: Record<string, string> = {
  'message/rfc822': '.eml',
  'application/pdf': '.pdf',
  'application/pgp-signature': '.asc',
  'application/zip': '.zip',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'text/html': '.html',
  'text/plain': '.txt',
  'text/vcard': '.vcf',
};

/**
 * A name under which somebody else's file can be saved on any system: no path, nothing that hides or reorders, no device, neither hidden
 * nor endless. One without a name is called by what it is; `type` is a MIME type.
 */
export const safeFileName = (name: string, type: string): string => {
  const clean = safeLine(name.normalize('NFC'), 1000)
    .replace(invisible, '')
    .replace(forbidden, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return `attachment${endings[type] ?? ''}`;
  return cut(reserved.test(clean) ? `_${clean}` : clean);
};

/** The ending stays: it is what the file is opened by. */
const cut = (name: string): string => {
  if (Array.from(name).length <= longestName && bytesOf(name) <= longestBytes) return name;
  const ending = /\.[^. ]{1,12}$/u.exec(name)?.[0] ?? '';
  const stem = Array.from(name.slice(0, name.length - ending.length)).slice(0, longestName - ending.length);
  while (bytesOf(stem.join('') + ending) > longestBytes) stem.pop();
  return stem.join('').replace(/[.\s]+$/, '') + ending;
};

const bytesOf = (name: string): number => new TextEncoder().encode(name).length;
