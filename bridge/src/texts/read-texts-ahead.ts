import type { Failure } from '@kurrier/shared/failure/failure';
import { fail } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../imap/failure-scope.ts';
import { fetchSections } from '../imap/fetch-sections.ts';
import type { ImapSession } from '../imap/imap-session.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { isUnreadable, type StoredMessage } from '../mail-store/page-format.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import { describeTexts } from '../messages/texts/describe-texts.ts';
import { describeOpened, readHeaders } from '../messages/message-row.ts';
import { readTexts } from '../messages/texts/read-texts.ts';
import { holdsPacked } from '../messages/unpacked-files.ts';
import type { KeptText } from '../messages/texts/kept-texts.ts';
import type { MessageWithin } from '../messages/attached/open-within.ts';
import type { WantedText } from './plan-texts.ts';
import { readAttachedAhead, textBytes, type ReadAttachedAheadDeps } from './read-attached-ahead.ts';

/** So much of a message is fetched before anybody asks for it, and what that leaves of it of those in it. */
const limits = { part: 64 * 1024, message: 64 * 1024, source: 64 * 1024 };

interface TextsAheadResult {
  texts: (WantedText & { text: KeptText })[];
  /** Why the connection is no good any more. */
  failure: Failure | null;
  /** The server told of changes meanwhile. */
  hasNews: boolean;
}

export type ReadTextsAhead = (session: ImapSession, store: MailboxStore, wanted: readonly WantedText[]) => Promise<TextsAheadResult>;

/** Fetches and reads the texts of messages in the open mailbox, all in one flight but for what lies in them; what the server refuses is left out. */
export const createReadTextsAhead = (deps: ReadAttachedAheadDeps & { guesses: CharsetGuesses }): ReadTextsAhead => {
  const { read, guesses } = deps;
  const readOne = async (session: ImapSession, message: StoredMessage, onNews: () => void) => {
    const ref = { accountId: '', mailboxId: '', uidValidity: 0, uid: message.uid };
    let headers = readHeaders(message, guesses.guess);
    if (await guesses.settle()) headers = readHeaders(message, guesses.guess);
    const { leftOut } = describeOpened(message, ref, headers);
    const fetch = {
      fetchSections: (uid: number, wanted: Parameters<typeof fetchSections>[2]) => fetchSections(session, uid, wanted, onNews),
    };
    const own: MessageWithin = {
      headers,
      async withSections(work) {
        const done = await work(fetch);
        return done.ok ? done : fail({ failed: done.failure });
      },
    };
    const reading = await readTexts<Failure>({ read, limits, withSections: (work) => work(fetch) }, message.uid, headers.structure);
    if (!reading.ok) return reading;
    if (!reading.value) return null;
    const attached = await readAttachedAhead(deps, message, own, limits.message - textBytes(headers.structure));
    if (!attached.ok) return attached;
    const isPartial = reading.value.isPartial || reading.value.holdsFiles || (headers.structure !== null && holdsPacked(headers.structure));
    return {
      uid: message.uid,
      receivedAt: message.receivedAt,
      text: {
        texts: describeTexts(headers, reading.value, { leftOut }),
        isPartial,
        ...(attached.value.length > 0 && { attached: attached.value }),
      },
    };
  };

  return async (session, store, wanted) => {
    let hasNews = false;
    const messages = (await store.readMany(wanted.map(({ uid }) => uid))).filter((message) => !isUnreadable(message));
    const results = await Promise.all(messages.map((message) => readOne(session, message, () => (hasNews = true))));
    const texts = results.flatMap((result) => (result && 'text' in result ? [result] : []));
    const lost = results.flatMap((result) => (result && 'ok' in result && isBeyondMailbox(result.failure) ? [result.failure] : []));
    return { texts, failure: lost[0] ?? null, hasNews };
  };
};
