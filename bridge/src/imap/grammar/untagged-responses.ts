import { readList } from './list-response.ts';
import type { ListedMailbox } from './listed-mailbox.ts';
import { readEsearch, readSearch, readVanished, type FoundUids } from './search-response.ts';
import { readStatus, type ToldStatus } from './status-response.ts';
import type { UidRanges } from './uid-set.ts';

/** Untagged responses that the sync acts on; FETCH has a scanner of its own. */
export type Untagged =
  | { type: 'list'; mailbox: ListedMailbox }
  | ({ type: 'status' } & ToldStatus)
  | ({ type: 'search' } & FoundUids)
  | { type: 'vanished'; uids: UidRanges; isEarlier: boolean }
  | { type: 'exists'; messages: number }
  | { type: 'expunge' }
  | { type: 'fetch' }
  | { type: 'code'; code: string; argument: string }
  /** One of the above, of which nothing certain can be read. */
  | { type: 'unreadable'; word: string };

/** Blanks where one space should be, or none at all, change nothing of what is meant. */
const start = /^\*[ \t]*(?:(\d{1,10})[ \t]*)?([A-Z]+)(?:[ \t]+|\r?\n|(?=[([])|$)/i;
const longestStart = 48;

/** Longer ones are not kept, nor those that lie in more memory than this. */
const longestKept = 1_000;
const largestStore = 64 * 1024;
let last: { response: Buffer; read: Untagged | null } | undefined;

/**
 * Reads one untagged response (RFC 9051 §7), leniently where it is certain what is meant; null for those that do not matter here. What is
 * read is not to be changed: commands that were sent together are all told each response, and one that was read last is not read again.
 */
export const parseUntagged = (response: Buffer): Untagged | null => {
  if (last?.response === response) return last.read;
  const read = readUntagged(response);
  if (response.length <= longestKept && response.buffer.byteLength <= largestStore) last = { response, read };
  return read;
};

const readUntagged = (response: Buffer): Untagged | null => {
  const head = start.exec(response.toString('latin1', 0, longestStart));
  if (!head) return null;
  const [, number, word] = head;
  const name = word!.toUpperCase();
  if (number !== undefined) {
    if (name === 'EXISTS') return { type: 'exists', messages: Number(number) };
    if (name === 'EXPUNGE') return { type: 'expunge' };
    return name === 'FETCH' ? { type: 'fetch' } : null;
  }
  const read = readers[name];
  if (!read) return null;
  if (name === 'OK') return readCode(response.toString('latin1', head[0].length, longestCode).trimEnd());
  const isTooLong = response.length > (name === 'LIST' || name === 'STATUS' ? longestMailbox : longestUids);
  if (isTooLong) return { type: 'unreadable', word: name };
  const rest = response.toString('latin1', head[0].length);
  // A name that is a literal may end with blanks or a line break of its own.
  return read(name === 'LIST' ? withoutLineEnd(rest) : rest.trimEnd()) ?? { type: 'unreadable', word: name };
};

/** `[UIDNEXT 5]`, also where the closing bracket was forgotten; no code and argument that matter here are long. */
const readCode = (rest: string): Untagged | null => {
  const match = /^\[ *([A-Z-]+)(?: +([^\]]*))?(?:\]|$)/i.exec(rest);
  return match && { type: 'code', code: match[1]!.toUpperCase(), argument: (match[2] ?? '').trim() };
};
const withoutLineEnd = (text: string): string => text.slice(0, text.endsWith('\r\n') ? -2 : text.endsWith('\n') ? -1 : undefined);
const longestCode = 2_000;
/** No name of a mailbox, with all that is said about it, is longer. */
const longestMailbox = 64 * 1024;
/** Half a million UIDs have four megabytes. */
const longestUids = 4 * 1024 * 1024;

const readers: Record<string, ((rest: string) => Untagged | null) | undefined> = {
  LIST(rest) {
    const mailbox = readList(rest);
    return mailbox && { type: 'list', mailbox };
  },
  STATUS(rest) {
    const told = readStatus(rest);
    return told && { type: 'status', ...told };
  },
  SEARCH: (rest) => ({ type: 'search', ...readSearch(rest) }),
  ESEARCH: (rest) => ({ type: 'search', ...readEsearch(rest) }),
  VANISHED(rest) {
    const found = readVanished(rest);
    return found && { type: 'vanished', ...found };
  },
  OK: readCode,
};
