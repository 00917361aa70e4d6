import { decodeWords } from 'postal-mime';
import { parseImapValue, type ImapValue } from './imap-value.ts';

export interface EnvelopeAddress {
  /** Empty where there is none; a group's name for the group. */
  name: string;
  /** Empty for a group (RFC 9051 §7.5.2: no host). */
  address: string;
}

/** A message's headers as the server read them (RFC 9051 §7.5.2), encoded words decoded. */
export interface ImapEnvelope {
  /** The header's own text where it is not a date. */
  date?: Date | string;
  subject?: string;
  from?: EnvelopeAddress[];
  sender?: EnvelopeAddress[];
  replyTo?: EnvelopeAddress[];
  to?: EnvelopeAddress[];
  cc?: EnvelopeAddress[];
  bcc?: EnvelopeAddress[];
  inReplyTo?: string;
  messageId?: string;
}

const addressFields = { from: 2, sender: 3, replyTo: 4, to: 5, cc: 6, bcc: 7 } as const;

/** Reads the text of an ENVELOPE item; what is malformed in it is left out, an empty envelope at worst. */
export const parseEnvelope = (text: string): ImapEnvelope => {
  const value = parseImapValue(text);
  return Array.isArray(value) ? readEnvelope(value) : {};
};

export const readEnvelope = (fields: ImapValue[]): ImapEnvelope => {
  const envelope: ImapEnvelope = {};
  const [date, subject] = fields;
  if (typeof date === 'string' && date !== '') envelope.date = readDate(date);
  if (typeof subject === 'string' && subject !== '') envelope.subject = decodeWords(subject);
  for (const [field, index] of Object.entries(addressFields) as [keyof typeof addressFields, number][]) {
    const list = fields[index];
    if (Array.isArray(list) && list.length > 0) envelope[field] = list.flatMap(readAddress);
  }
  if (typeof fields[8] === 'string' && fields[8] !== '') envelope.inReplyTo = fields[8].trim();
  if (typeof fields[9] === 'string' && fields[9] !== '') envelope.messageId = fields[9].trim();
  return envelope;
};

const readDate = (text: string): Date | string => {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
};

const readAddress = (entry: ImapValue): EnvelopeAddress[] => {
  if (!Array.isArray(entry)) return [];
  const [name, , local, host] = entry.map((value) => (typeof value === 'string' ? value : '')) as [string, string, string, string];
  const shown = unquote(decodeWords(name));
  if (host !== '') return [{ name: shown, address: `${local ?? ''}@${host}` }];
  const group = shown || unquote(decodeWords(local ?? ''));
  return group === '' ? [] : [{ name: group, address: '' }];
};

/** Some servers leave the quotes of a quoted-string on. */
const unquote = (name: string): string => (/^"[\s\S]+"$/.test(name) ? name.slice(1, -1) : name);
