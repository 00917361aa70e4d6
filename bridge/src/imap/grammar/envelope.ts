import { parseDateHeader } from '../../mime/date-header.ts';
import { decodeHeaderText, type HeaderHints } from '../../mime/header-text.ts';
import { asBytes, parseImapValue, type ImapValue } from './imap-value.ts';

export interface EnvelopeAddress {
  /** Empty where there is none; a group's name for the group. */
  name: string;
  /** Empty for a group (RFC 9051 §7.5.2: no host), and where the header has no address. */
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
export const parseEnvelope = (text: string, hints: HeaderHints = {}): ImapEnvelope => {
  const value = parseImapValue(text, asBytes);
  return Array.isArray(value) ? readEnvelope(value, hints) : {};
};

/** Reads the fields of an envelope whose strings are a character for each byte. */
export const readEnvelope = (fields: ImapValue[], hints: HeaderHints = {}): ImapEnvelope => {
  const envelope: ImapEnvelope = {};
  const [date, subject] = fields;
  if (typeof date === 'string' && date !== '') envelope.date = readDate(date);
  if (typeof subject === 'string' && subject !== '') envelope.subject = decodeHeaderText(subject, hints);
  for (const [field, index] of Object.entries(addressFields) as [keyof typeof addressFields, number][]) {
    const list = fields[index];
    if (Array.isArray(list) && list.length > 0) envelope[field] = list.flatMap((entry) => readAddress(entry, hints));
  }
  if (typeof fields[8] === 'string' && fields[8] !== '') envelope.inReplyTo = fields[8].trim();
  if (typeof fields[9] === 'string' && fields[9] !== '') envelope.messageId = fields[9].trim();
  return envelope;
};

const readDate = (text: string): Date | string => {
  const time = parseDateHeader(text);
  return time === null ? text : new Date(time);
};

/** What servers put where a header has no address that they can read: Dovecot, then UW IMAP and its descendants, then Cyrus. */
const placeholders =
  /^(?:missing_domain|missing_mailbox|syntax_error|unspecified-domain|\.missing-host-name\.|\.syntax-error\.|missing-mailbox|missing-host-name)$/i;

const readAddress = (entry: ImapValue, hints: HeaderHints): EnvelopeAddress[] => {
  if (!Array.isArray(entry)) return [];
  const [name = '', , local = '', host = ''] = entry.map((value) => (typeof value === 'string' ? value : ''));
  const shown = unquote(decodeHeaderText(name, hints));
  const [mailbox, domain] = [local, host].map((part) => (placeholders.test(part) ? null : decodeHeaderText(part, hints)));
  if (mailbox !== null && domain) return [{ name: shown, address: `${mailbox}@${domain}` }];
  // A group, or a sender that is nobody's address: MAILER-DAEMON.
  const group = shown || unquote(mailbox ?? '');
  return group === '' ? [] : [{ name: group, address: '' }];
};

/** Some servers leave the quotes of a quoted-string on. */
const unquote = (name: string): string => (/^"[\s\S]+"$/.test(name) ? name.slice(1, -1) : name);
