import { decodeWords } from '../net/decode-server-text.ts';
import type { Wire } from '../net/wire.ts';

/** So much of what nobody asked for is kept as evidence. */
const maxBytes = 512;

/**
 * What a server said beyond its replies, with the code that it begins with, 0 where it begins with none; undefined where it said nothing.
 */
export const readSurplus = ({ unread }: Pick<Wire, 'unread'>): { text: string; replyCode: number } | undefined => {
  if (unread.length === 0) return undefined;
  const text = decodeWords(unread.subarray(0, maxBytes)).trimEnd();
  return { text, replyCode: Number(/^[2-5]\d\d(?=[ -]|\r|\n|$)/.exec(text)?.[0] ?? 0) };
};
