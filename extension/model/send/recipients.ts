import { addressPattern, linePattern } from '@kurrier/shared/account-text';

export interface Recipient {
  name: string;
  address: string;
}

export interface ParsedRecipients {
  recipients: Recipient[];
  /** What is no address, as typed. */
  bad: string[];
}

/** The parts between commas, semicolons and line breaks that stand neither in quotes nor in angle brackets. */
const splitParts = (text: string): string[] => text.match(/(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,;\r\n"<]|["<])+/g) ?? [];

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
    const bracketed = /^(.*?)<([^<>]*)>$/s.exec(part);
    const name = unquote(bracketed?.[1] ?? '');
    const address = (bracketed?.[2] ?? part).trim();
    if (isAddress(address) && name.length <= 200 && linePattern.test(name)) parsed.recipients.push({ name, address });
    else parsed.bad.push(part);
  }
  return parsed;
};

/** A recipient as `parseRecipients` reads it back. */
export const writeRecipient = ({ name, address }: Recipient): string => {
  if (name === '') return address;
  return `${/^[\p{L}\p{M}\p{N} .'-]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
};
