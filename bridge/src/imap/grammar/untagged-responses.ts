import type { MailboxStatus } from './mailbox-status.ts';
import { decodeMailboxName } from './modified-utf7.ts';
import { parseImapValue, type ImapValue } from './imap-value.ts';
import type { ListedMailbox } from './listed-mailbox.ts';
import { parseUidSet, rangesOf, type UidRanges } from './uid-set.ts';

/** Untagged responses that the sync acts on; FETCH has a scanner of its own. */
export type Untagged =
  | { type: 'list'; mailbox: ListedMailbox }
  | { type: 'status'; name: string; status: Partial<MailboxStatus>; mailboxId: string | null }
  | { type: 'search'; uids: UidRanges }
  | { type: 'vanished'; uids: UidRanges; isEarlier: boolean }
  | { type: 'exists'; messages: number }
  | { type: 'expunge' }
  | { type: 'fetch' }
  | { type: 'code'; code: string; argument: string };

const start = /^\* (?:(\d{1,10}) )?([A-Z]+)(?: |\r?\n|$)/i;

/** Reads one untagged response (RFC 9051 §7); null for those that do not matter here, and for malformed ones. */
export const parseUntagged = (response: Buffer): Untagged | null => {
  const head = start.exec(response.toString('latin1', 0, 40));
  if (!head) return null;
  const [, number, word] = head;
  const name = word!.toUpperCase();
  if (number !== undefined) {
    if (name === 'EXISTS') return { type: 'exists', messages: Number(number) };
    if (name === 'EXPUNGE') return { type: 'expunge' };
    return name === 'FETCH' ? { type: 'fetch' } : null;
  }
  const read = readers[name];
  return read ? read(response.toString('latin1', head[0].length).trimEnd()) : null;
};

const readList = (rest: string): Untagged | null => {
  const value = parseImapValue(`(${rest})`);
  if (!Array.isArray(value)) return null;
  const [attributes, delimiter, name] = value;
  if (!Array.isArray(attributes) || typeof name !== 'string' || delimiter === undefined || Array.isArray(delimiter)) return null;
  const path = decodeMailboxName(name);
  const words = attributes.filter((attribute): attribute is string => typeof attribute === 'string');
  return { type: 'list', mailbox: { path, name, delimiter, attributes: words, mailboxId: null } };
};

const readStatus = (rest: string): Untagged | null => {
  const value = parseImapValue(`(${rest})`);
  if (!Array.isArray(value) || typeof value[0] !== 'string' || !Array.isArray(value[1])) return null;
  const items = value[1];
  const find = (item: string): ImapValue | undefined => {
    for (let i = 0; i + 1 < items.length; i += 2) if (String(items[i]).toUpperCase() === item) return items[i + 1];
    return undefined;
  };
  const status: Partial<MailboxStatus> = {};
  for (const [item, field] of statusFields) {
    const found = find(item);
    if (typeof found === 'string' && /^\d{1,10}$/.test(found)) status[field] = Number(found);
  }
  const modSeq = find('HIGHESTMODSEQ');
  // RFC 7162 §3.1.2.2: 0 stands for a mailbox without mod-sequences.
  if (typeof modSeq === 'string' && /^\d{1,19}$/.test(modSeq) && modSeq !== '0') status.highestModSeq = BigInt(modSeq);
  const mailboxId = [find('MAILBOXID')].flat()[0];
  return { type: 'status', name: value[0], status, mailboxId: typeof mailboxId === 'string' ? mailboxId : null };
};

const statusFields = [
  ['MESSAGES', 'messages'],
  ['UIDNEXT', 'uidNext'],
  ['UIDVALIDITY', 'uidValidity'],
  ['UNSEEN', 'unseen'],
] as const;

const readSearch = (rest: string): Untagged | null => {
  const numbers = rest
    .replace(/ ?\(MODSEQ \d+\)$/i, '')
    .trim()
    .split(/ +/);
  if (rest !== '' && !numbers.every((number) => /^\d{1,10}$/.test(number))) return null;
  return { type: 'search', uids: rest === '' ? [] : rangesOf(numbers.map(Number)) };
};

/** ESEARCH (RFC 4731): without ALL nothing was found. */
const readEsearch = (rest: string): Untagged | null => {
  const all = /(?:^| )ALL ([\d:,]+)/i.exec(rest)?.[1];
  const uids = all === undefined ? [] : parseUidSet(all);
  return uids && { type: 'search', uids };
};

const readVanished = (rest: string): Untagged | null => {
  const match = /^(\(EARLIER\) )?([\d:,]+)$/i.exec(rest);
  const uids = match && parseUidSet(match[2]!);
  return uids && { type: 'vanished', uids, isEarlier: match[1] !== undefined };
};

const readCode = (rest: string): Untagged | null => {
  const match = /^\[([A-Z-]+)(?: ([^\]]*))?\]/i.exec(rest);
  return match && { type: 'code', code: match[1]!.toUpperCase(), argument: match[2] ?? '' };
};

const readers: Record<string, ((rest: string) => Untagged | null) | undefined> = {
  LIST: readList,
  STATUS: readStatus,
  SEARCH: readSearch,
  ESEARCH: readEsearch,
  VANISHED: readVanished,
  OK: readCode,
};
