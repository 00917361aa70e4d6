import { decodeBytes, readString } from './imap-value.ts';
import type { MailboxStatus } from './mailbox-status.ts';

/** What STATUS says of a mailbox; `mailboxId` is a hint: Cyrus 3.6 fills it with what happens to lie in its memory. */
export interface ToldStatus {
  name: string;
  status: Partial<MailboxStatus>;
  mailboxId: string | null;
}

/** Where the items begin behind a name that is not quoted, and may have blanks and parentheses in it. */
const itemsStart = / ?\((?=(?:MESSAGES|RECENT|UIDNEXT|UIDVALIDITY|UNSEEN|HIGHESTMODSEQ|MAILBOXID|SIZE|DELETED|APPENDLIMIT) |\))/gi;

const statusFields = [
  ['MESSAGES', 'messages'],
  ['UIDNEXT', 'uidNext'],
  ['UIDVALIDITY', 'uidValidity'],
  ['UNSEEN', 'unseen'],
] as const;

/**
 * Reads what stands behind `* STATUS ` (RFC 9051 §7.3.4). Each item is looked for by itself, so that one that cannot be read, or takes the
 * closing parenthesis with it, hides no other. Null where there is no name or no list.
 */
export const readStatus = (rest: string): ToldStatus | null => {
  const split = splitName(rest);
  if (!split) return null;
  const { name, items } = split;
  const status: Partial<MailboxStatus> = {};
  for (const [item, field] of statusFields) {
    const found = numberOf(items, item);
    if (found !== undefined && found.length <= 10) status[field] = Number(found);
  }
  const modSeq = numberOf(items, 'HIGHESTMODSEQ');
  // RFC 7162 §3.1.2.2: 0 stands for a mailbox without mod-sequences.
  if (modSeq !== undefined && modSeq.length <= 19 && modSeq !== '0') status.highestModSeq = BigInt(modSeq);
  return { name, status, mailboxId: readMailboxId(items) };
};

const splitName = (rest: string): { name: string; items: string } | null => {
  const token = rest[0] === '(' ? undefined : readString(rest, 0);
  const isWhole = token && /^ *\(/.test(rest.slice(token.end, token.end + 8));
  // A mailbox may be called NIL: here that is a name.
  if (isWhole) return { name: token.value ?? rest.slice(0, token.end), items: rest.slice(token.end) };
  const starts = [...rest.matchAll(itemsStart)];
  const start = starts[0]?.index ?? -1;
  if (start <= 0) return null;
  const raw = rest.slice(0, start).trim();
  const name = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw;
  return { name: decodeBytes(name), items: rest.slice(start) };
};

const itemPatterns = new Map<string, RegExp>();

const numberOf = (items: string, item: string): string | undefined => {
  const pattern = itemPatterns.get(item) ?? new RegExp(`[( ]${item} +(\\d+)(?=[ )]|$)`, 'i');
  itemPatterns.set(item, pattern);
  return pattern.exec(items)?.[1];
};

/** RFC 8474 §4: letters, digits, `-` and `_`, in parentheses or without. */
const readMailboxId = (items: string): string | null => /[( ]MAILBOXID +\(?([\w-]{1,255})\)?(?=[ )])/i.exec(items)?.[1] ?? null;
