import { addressPattern, linePattern } from '@kurrier/shared/account/account-text';

export interface Recipient {
  name: string;
  address: string;
}

export interface ParsedRecipients {
  recipients: Recipient[];
  /** What is no address, as typed. */
  bad: string[];
}

/**
 * The parts between commas, semicolons and line breaks that stand neither in quotes nor in angle brackets. One pass: what is pasted may be
 * long.
 */
const splitParts = (text: string): string[] => {
  const parts: string[] = [];
  let [start, within] = [0, ''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (within === '"' && character === '\\') index += 1;
    else if (within !== '') within = character === (within === '"' ? '"' : '>') ? '' : within;
    else if (character === '"' || character === '<') within = character;
    else if (/[,;\r\n]/.test(character)) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
};

const unquote = (name: string): string => {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(name.trim());
  return quoted ? quoted[1]!.replace(/\\(.)/g, '$1') : name.trim();
};

const isAddress = (text: string) => text.length <= 320 && linePattern.test(text) && addressPattern.test(text);

/** Recipients as people type or paste them: `ada@example.org, "Lovelace, Ada" <ada@example.org>; …`. */
export const parseRecipients = (text: string): ParsedRecipients => {
  const parsed: ParsedRecipients = { recipients: [], bad: [] };
  for (const part of splitParts(text).map((piece) => piece.trim())) {
    if (part === '') continue;
    const bracket = part.endsWith('>') ? part.lastIndexOf('<') : -1;
    const name = bracket === -1 ? '' : unquote(part.slice(0, bracket));
    const address = bracket === -1 ? part : part.slice(bracket + 1, -1).trim();
    if (isAddress(address) && name.length <= 200 && linePattern.test(name)) parsed.recipients.push({ name, address });
    else parsed.bad.push(part);
  }
  return parsed;
};

const longestName = 200;

/** Those of these people who can be written to. A name that no header takes does not cost anybody the message: it is cut, or left out. */
export const recipientsAmong = (people: readonly Recipient[]): Recipient[] =>
  people.flatMap(({ name, address }) => {
    const short = Array.from(name.slice(0, longestName)).slice(0, -1).join('');
    const fitting = name.length <= longestName ? name : short;
    return isAddress(address) ? [{ name: linePattern.test(fitting) ? fitting : '', address }] : [];
  });

/** A recipient as `parseRecipients` reads it back. */
export const writeRecipient = ({ name, address }: Recipient): string => {
  if (name === '') return address;
  return `${/^[\p{L}\p{M}\p{N} .'-]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
};
