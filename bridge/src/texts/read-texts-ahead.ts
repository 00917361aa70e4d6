import type { Failure } from '@kurrier/shared/failure/failure';
import { isLost } from '../imap/connection-loss.ts';
import { fetchSections } from '../imap/fetch-sections.ts';
import type { ImapSession } from '../imap/imap-session.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import { isUnreadable, type StoredMessage } from '../mail-store/page-format.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import { describeTexts } from '../messages/texts/describe-texts.ts';
import { describeOpened, readHeaders } from '../messages/message-row.ts';
import { readTexts } from '../messages/texts/read-texts.ts';
import type { ReadBounded } from '../messages/reading/read-bounded.ts';
import { holdsPacked } from '../messages/unpacked-files.ts';
import type { NewText } from './account-texts.ts';
import type { WantedText } from './plan-texts.ts';

/** So much of a message is fetched before anybody asks for it. */
const limits = { part: 64 * 1024, message: 64 * 1024, source: 64 * 1024 };

interface TextsAheadResult {
  texts: NewText[];
  /** Why the connection is no good any more. */
  failure: Failure | null;
  /** The server told of changes meanwhile. */
  hasNews: boolean;
}

export type ReadTextsAhead = (session: ImapSession, store: MailboxStore, wanted: readonly WantedText[]) => Promise<TextsAheadResult>;

/** Fetches and reads the texts of messages in the open mailbox, all in one flight; what the server refuses is left out. */
export const createReadTextsAhead = ({ read, guesses }: { read: ReadBounded; guesses: CharsetGuesses }): ReadTextsAhead => {
  const readOne = async (session: ImapSession, message: StoredMessage, onNews: () => void) => {
    const ref = { accountId: '', mailboxId: '', uidValidity: 0, uid: message.uid };
    let headers = readHeaders(message, guesses.guess);
    if (await guesses.settle()) headers = readHeaders(message, guesses.guess);
    const { leftOut } = describeOpened(message, ref, headers);
    const fetch = {
      fetchSections: (uid: number, wanted: Parameters<typeof fetchSections>[2]) => fetchSections(session, uid, wanted, onNews),
    };
    const reading = await readTexts<Failure>({ read, limits, withSections: (work) => work(fetch) }, message.uid, headers.structure);
    if (!reading.ok) return reading;
    if (!reading.value) return null;
    const isPartial = reading.value.isPartial || reading.value.holdsFiles || (headers.structure !== null && holdsPacked(headers.structure));
    return {
      uid: message.uid,
      receivedAt: message.receivedAt,
      text: { texts: describeTexts(headers, reading.value, { leftOut }), isPartial },
    };
  };

  return async (session, store, wanted) => {
    let hasNews = false;
    const messages = (await store.readMany(wanted.map(({ uid }) => uid))).filter((message) => !isUnreadable(message));
    const results = await Promise.all(messages.map((message) => readOne(session, message, () => (hasNews = true))));
    const texts = results.flatMap((result) => (result && 'text' in result ? [result] : []));
    const lost = results.flatMap((result) => (result && 'ok' in result && isLost(result.failure) ? [result.failure] : []));
    return { texts, failure: lost[0] ?? null, hasNews };
  };
};
