import { parseDay } from './parse-day.ts';

/** Where words are looked for; `any`: senders, recipients, subject and text. */
export type SearchField = 'any' | 'from' | 'to' | 'subject';

/** A word, or several that stand together; `isQuoted`: as they are, with nothing that goes on after the last one. */
export interface SearchWords {
  field: SearchField;
  text: string;
  isQuoted: boolean;
}

/** What a message has to be to be found: all of it. Times are milliseconds since 1970. */
export interface SearchQuery {
  words: SearchWords[];
  /** Received at this time or later. */
  since: number | null;
  /** Received before it. */
  before: number | null;
  isUnread: boolean | null;
  isStarred: boolean | null;
  hasAttachment: boolean;
  /** Names of folders, or what they are for; several mean any of them. */
  folders: string[];
  /** What was typed and means nothing: an operator with a value that it does not know. */
  notUnderstood: string[];
}

/** Every operator, with the values that it knows where these can be listed. */
export const searchOperators = {
  from: [],
  to: [],
  subject: [],
  before: ['today', 'yesterday', '7d', '1m', '1y'],
  after: ['today', 'yesterday', '7d', '1m', '1y'],
  has: ['attachment'],
  is: ['unread', 'read', 'starred'],
  in: [],
} as const satisfies Record<string, readonly string[]>;
export type SearchOperator = keyof typeof searchOperators;

/** More is not a search any more. */
export const longestQuery = 500;
const mostWords = 30;

const piece = /(?<unfinished>[a-z]+:)(?=\s|$)|(?:(?<operator>[a-z]+):)?(?:"(?<quoted>[^"]*)"?|(?<bare>[^\s"]+))/giu;

const isOperator = (name: string): name is SearchOperator => Object.hasOwn(searchOperators, name);

/** Reads what was typed into a search field: never fails, and says what it did not understand. `now` is for days that count from today. */
export const parseSearch = (text: string, now: Date = new Date()): SearchQuery => {
  const query: SearchQuery = {
    words: [],
    since: null,
    before: null,
    isUnread: null,
    isStarred: null,
    hasAttachment: false,
    folders: [],
    notUnderstood: [],
  };
  for (const { 0: whole, groups } of text.slice(0, longestQuery).matchAll(piece)) {
    const { operator, quoted, bare, unfinished } = groups ?? {};
    const name = (operator ?? unfinished?.slice(0, -1) ?? '').toLowerCase();
    const value = (quoted ?? bare ?? (isOperator(name) ? '' : name)).trim();
    // Somebody is still typing it.
    if (value === '') continue;
    if (!isOperator(name)) query.words.push({ field: 'any', text: quoted === undefined ? whole : value, isQuoted: quoted !== undefined });
    else if (!take[name](query, { value, isQuoted: quoted !== undefined, now })) query.notUnderstood.push(whole);
  }
  return { ...query, words: query.words.slice(0, mostWords) };
};

/** Whether a query asks for anything at all. */
export const isEmptyQuery = ({ words, since, before, isUnread, isStarred, hasAttachment, folders }: SearchQuery): boolean =>
  words.length === 0 &&
  folders.length === 0 &&
  !hasAttachment &&
  [since, before, isUnread, isStarred].every((condition) => condition === null);

interface Given {
  value: string;
  isQuoted: boolean;
  now: Date;
}

const wordsIn =
  (field: SearchField) =>
  (query: SearchQuery, { value, isQuoted }: Given): boolean =>
    query.words.push({ field, text: value, isQuoted }) > 0;

/** What each operator adds; false where its value means nothing. */
const take: Record<SearchOperator, (query: SearchQuery, given: Given) => boolean> = {
  from: wordsIn('from'),
  to: wordsIn('to'),
  subject: wordsIn('subject'),
  before(query, { value, now }) {
    const day = parseDay(value, now);
    if (day !== null) query.before = Math.min(query.before ?? day, day);
    return day !== null;
  },
  after(query, { value, now }) {
    const day = parseDay(value, now);
    if (day !== null) query.since = Math.max(query.since ?? day, day);
    return day !== null;
  },
  has(query, { value }) {
    const isKnown = /^attachments?$/i.test(value);
    query.hasAttachment ||= isKnown;
    return isKnown;
  },
  is(query, { value }) {
    const flag = value.toLowerCase();
    if (flag === 'unread' || flag === 'read') query.isUnread = flag === 'unread';
    else if (flag === 'starred' || flag === 'flagged') query.isStarred = true;
    else return false;
    return true;
  },
  in: (query, { value }) => query.folders.push(value) > 0,
};
