import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import type { CharsetGuesses } from '../charset-guesses.ts';
import { toMessageRow } from '../message-row.ts';
import type { Place, Source } from './message-orders.ts';

/** Messages as lines of a list, with charsets guessed as far as that is done in time. */
export const describeRows = async (
  messages: readonly { message: StoredMessage; ref: MessageRef }[],
  guesses: CharsetGuesses,
): Promise<MessageRow[]> => {
  const describe = (): MessageRow[] => messages.map(({ message, ref }) => toMessageRow(message, ref, guesses.guess));
  const rows = describe();
  return (await guesses.settle()) ? describe() : rows;
};

export const refOf = ({ accountId, mailbox, store }: Source, uid: number): MessageRef => ({
  accountId,
  mailboxId: mailbox.id,
  uidValidity: store.cursor()?.uidValidity ?? 0,
  uid,
});

/** Reads the rows of messages, in their order; those that are gone meanwhile are left out. */
export const readRows = async (sources: readonly Source[], places: readonly Place[], guesses: CharsetGuesses): Promise<MessageRow[]> => {
  const found = new Map<string, { message: StoredMessage; ref: MessageRef }>();
  for (const [at, source] of sources.entries()) {
    const uids = places.filter((place) => place.source === at).map(({ uid }) => uid);
    if (uids.length === 0) continue;
    for (const message of await source.store.readMany(uids))
      found.set(`${at} ${message.uid}`, { message, ref: refOf(source, message.uid) });
  }
  return describeRows(
    places.flatMap(({ source, uid }) => found.get(`${source} ${uid}`) ?? []),
    guesses,
  );
};
