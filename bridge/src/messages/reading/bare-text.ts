import { toShownText } from '../safe-text.ts';
import { decodeTransfer } from './decode-transfer.ts';
import type { ReadingInput } from './read-message.ts';
import { leavesOf } from './text-leaves.ts';

/** So much is enough to know what a message is about that cannot be laid out. */
const most = 32 * 1024;

/**
 * The start of a message's first text without any layout, for messages that cannot be read within their limits. Linear, and some
 * milliseconds.
 */
export const readBareText = (input: ReadingInput): string => {
  if ('source' in input) return toText(input.source, '', false);
  for (const leaf of leavesOf(input.plan)) {
    const bytes = input.bodies.get(leaf.section);
    const text = bytes ? toText(bytes, leaf.encoding, leaf.form === 'html') : '';
    if (text !== '') return text;
  }
  return '';
};

const toText = (bytes: Uint8Array, encoding: string, isHtml: boolean): string => {
  const decoded = decodeTransfer(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, most)), encoding).toString('utf8');
  return toShownText(isHtml ? decoded.replace(/<[^<>]*>/g, ' ') : decoded)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};
