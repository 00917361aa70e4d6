import type { Correspondent } from '@kurrier/shared/mail/mail';
import { recipientsAmong, writeRecipient } from './recipients.ts';

/** The recipient that stands where the caret is: what of it is before the caret, and where it begins and ends. */
export interface TypedPart {
  part: string;
  start: number;
  end: number;
}

/**
 * Where the quotes end that begin at `from`: at the next one, where the name ends there. Else, -1: it may be of another recipient, and these
 * are still open.
 */
const closingQuote = (text: string, from: number): number => {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  const behind = /\s*(?:[<,;\r\n]|$)/y;
  behind.lastIndex = at + 1;
  return at < text.length && behind.test(text) ? at : -1;
};

/**
 * Finds the recipient that is being typed: between the commas, semicolons and line breaks around the caret that stand in no quotes. Quotes
 * that are open reach to the caret at most, and over no address. Linear.
 */
export const partAt = (text: string, caret: number): TypedPart => {
  const lastAddress = text.slice(0, caret).lastIndexOf('@');
  let [start, end] = [0, text.length];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"' && text[at - 1] !== '\\') {
      const closing = closingQuote(text, at);
      if (closing !== -1) at = closing;
      else if (at < caret && lastAddress < at) at = caret - 1;
    }
    if (!/[,;\r\n]/.test(character)) continue;
    if (at >= caret) {
      end = at;
      break;
    }
    start = at + 1;
  }
  return { part: text.slice(start, caret).trim().replace(/^"/, ''), start, end };
};

/** The text with somebody in the place of what is being typed, ready for the next one; `caret`: where that is typed. */
export const completeWith = (text: string, { start, end }: TypedPart, recipient: Correspondent): { text: string; caret: number } => {
  const [known] = recipientsAmong([recipient]);
  if (!known) return { text, caret: end };
  const before = text.slice(0, start);
  const written = `${before}${before === '' || /\s$/.test(before) ? '' : ' '}${writeRecipient(known)}, `;
  return { text: written + text.slice(end).replace(/^[,;]\s*/, ''), caret: written.length };
};

/** Those of the proposals that do not stand in the field already. */
export const notYetIn = (text: string, proposals: readonly Correspondent[]): Correspondent[] => {
  const there = new Set(text.toLowerCase().split(/[\s,;<>]+/));
  return proposals.filter(({ address }) => !there.has(address.toLowerCase()));
};
