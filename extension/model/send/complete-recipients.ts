import type { Correspondent } from '@kurrier/shared/mail/mail';
import { recipientsAmong, writeRecipient } from './recipients.ts';

/** The recipient that stands where the caret is: what of it is before the caret, and where it begins and ends. */
export interface TypedPart {
  part: string;
  start: number;
  end: number;
}

/** Finds the recipient that is being typed: between the commas, semicolons and line breaks around the caret that stand in no quotes. */
export const partAt = (text: string, caret: number): TypedPart => {
  let [start, end, isQuoted] = [0, text.length, false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '"' && text[at - 1] !== '\\') isQuoted = !isQuoted;
    if (isQuoted || !/[,;\r\n]/.test(character)) continue;
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
