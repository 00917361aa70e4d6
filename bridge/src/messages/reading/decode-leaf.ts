import { decodeCharset, type GuessCharset } from '../../mime/decode-charset.ts';
import { reduceEnriched } from '../../mime/enriched-text.ts';
import { joinFlowed } from '../../mime/flowed-text.ts';

import { reduceHtml } from './html-to-text.ts';
import { toShownText } from '../safe-text.ts';
import { decodeTransfer } from './decode-transfer.ts';
import type { TextLeaf } from './text-leaves.ts';

/**
 * The text of a part, with nothing in it that is not text. HTML is reduced to it: nothing of it is ever a document, no address in it is
 * visited.
 */
export const decodeLeaf = (leaf: TextLeaf, bytes: Buffer, guess: GuessCharset): string => {
  const { form, flowed } = leaf;
  const text = decodeMarkup(leaf, bytes, guess);
  switch (form) {
    case 'html':
      return toShownText(reduceHtml(text));
    case 'enriched':
      return toShownText(reduceEnriched(text));
    case 'plain':
    case 'other':
      return toShownText(flowed ? joinFlowed(text, flowed) : text);
  }
};

/** The characters of a part as they were written: of HTML its markup, for whoever sanitizes it. */
export const decodeMarkup = ({ form, charset, encoding }: TextLeaf, bytes: Buffer, guess: GuessCharset): string => {
  const decoded = decodeTransfer(bytes, encoding);
  return decodeCharset(decoded, { label: charset, others: form === 'html' ? charsetsIn(decoded) : [], guess });
};

/** HTML says its charset near its start, or not where anybody would find it. */
const headBytes = 4096;

const charsetsIn = (bytes: Uint8Array): string[] => {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  const found = [
    /<meta\b[^>]{0,500}?\bcharset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,60})/i,
    /^\s{0,50}<\?xml\b[^>]{0,200}?\bencoding\s{0,5}=\s{0,5}["']([\w.:-]{1,60})/i,
  ];
  return found.flatMap((pattern) => pattern.exec(head)?.[1] ?? []);
};
