import type { Failure } from '@kurrier/shared/failure/failure';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { fetchFlags } from '../../imap/fetch-flags.ts';
import { hasFlag } from '../../imap/grammar/flags.ts';
import { containsUid, rangesOf, type UidRanges } from '../../imap/grammar/uid-set.ts';
import { searchUids } from '../../imap/search-uids.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import type { MailboxWork } from './mailbox-work.ts';
import type { OpenedMailbox } from './open-mailbox.ts';

/** What SEARCH (RFC 9051 §6.4.4) can be asked of flags, each for the side that has fewer messages. */
const questions = [
  { criteria: 'UNSEEN', flag: '\\Seen', isSet: false },
  { criteria: 'FLAGGED', flag: '\\Flagged', isSet: true },
  { criteria: 'ANSWERED', flag: '\\Answered', isSet: true },
  { criteria: 'DELETED', flag: '\\Deleted', isSet: true },
  { criteria: 'DRAFT', flag: '\\Draft', isSet: true },
] as const;

/** So many keywords are asked about at once, of more of them others the next time. */
const keywordsAtOnce = 6;

/** The flags of more messages are not looked at in one round. */
const mostDoubtful = 2_000;
/** Beyond this a command gets long. */
const perCommand = 500;
/** So many of them that are not as SEARCH said cost too little to be minded. */
const mostInVain = 100;

/**
 * Finds changed flags in a mailbox that is too large to look at every message: SEARCH names where to look, and what FETCH says there
 * is stored. A server whose SEARCH says otherwise than its FETCH of many messages is not asked so again on this connection.
 * Keywords are found that the server names as defined in the mailbox.
 */
export const searchFlags = async (
  { connection, store }: Pick<MailboxWork, 'connection' | 'store'>,
  { status: { messages }, keywords }: Pick<OpenedMailbox, 'status' | 'keywords'>,
): Promise<Failure | null> => {
  const { session } = connection;
  if (connection.hasFalseFlagSearch) return null;
  const told: { flag: string; isSet: boolean; uids: UidRanges }[] = [];
  // One after the other: nothing in an answer says which question it is of.
  for (const { criteria, ...question } of [...questions, ...questionsAbout(takeTurn(connection, keywords))]) {
    const answer = await searchUids(session, { criteria, messages });
    if (!answer.ok && isBeyondMailbox(answer.failure)) return answer.failure;
    if (answer.ok && answer.value.isComplete) told.push({ ...question, uids: answer.value.uids });
  }
  const stored = new Map<string, boolean[]>();
  const doubtful: number[] = [];
  for await (const page of store.readIndex()) {
    for (const { uid, flags } of fromIndexPage(page)) {
      let known = stored.get(flags);
      if (!known) stored.set(flags, (known = told.map(({ flag }) => hasFlag(flags, flag))));
      if (told.some(({ uids, isSet }, i) => (containsUid(uids, uid) === isSet) !== known[i])) doubtful.push(uid);
    }
  }
  const newest = doubtful.sort((a, b) => a - b).slice(-mostDoubtful);
  let changed = 0;
  for (let i = 0; i < newest.length; i += perCommand) {
    const uids = newest.slice(i, i + perCommand);
    const fetched = await fetchFlags(session, { uids: rangesOf(uids), expected: uids.length });
    if (!fetched.ok) return fetched.failure;
    changed += await store.setFlags(fetched.value.flags);
  }
  if (newest.length > mostInVain && changed === 0) connection.hasFalseFlagSearch = true;
  return null;
};

const questionsAbout = (keywords: readonly string[]) =>
  keywords.map((keyword) => ({ criteria: `KEYWORD ${keyword}`, flag: keyword, isSet: true }));

/** The keywords whose turn it is, those that were not asked about for longest. */
const takeTurn = ({ openMailbox, keywordTurns }: MailboxWork['connection'], keywords: readonly string[]): readonly string[] => {
  if (keywords.length <= keywordsAtOnce || openMailbox === null) return keywords;
  const first = (keywordTurns.get(openMailbox) ?? 0) % keywords.length;
  keywordTurns.set(openMailbox, first + keywordsAtOnce);
  return [...keywords, ...keywords].slice(first, first + keywordsAtOnce);
};
