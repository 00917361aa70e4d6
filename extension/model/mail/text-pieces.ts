import type { MessageContent } from '@kurrier/shared/mail/mail';
import { safeText } from './safe-text.ts';

/** A piece of a message's text; `address`: it stands for this one, which is too long to read. */
export interface TextPiece {
  text: string;
  address: string | null;
}

/** The text of a message in pieces, each safe to show. Places that the text does not have are passed over. */
export const textPieces = ({ text, links }: Pick<MessageContent, 'text' | 'links'>): TextPiece[] => {
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const { at, length, address } of links) {
    if (at < done || length < 1 || at + length > text.length) continue;
    pieces.push({ text: safeText(text.slice(done, at)), address: null });
    pieces.push({ text: safeText(text.slice(at, at + length)), address: safeText(address) });
    done = at + length;
  }
  pieces.push({ text: safeText(text.slice(done)), address: null });
  return pieces.filter((piece) => piece.text !== '');
};
