import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import { toMessageRow } from '../messages/message-row.ts';
import type { StoredMessage } from '../mail-store/page-format.ts';
import type { Hit } from './best-hits.ts';
import type { SearchSource } from './search-servers.ts';

/** What was found as lines of a list, in its order; what has gone meanwhile is left out. */
export const describeHits = async (
  sources: readonly Pick<SearchSource, 'accountId' | 'mailbox' | 'indexed'>[],
  hits: readonly Hit[],
  guesses: CharsetGuesses,
): Promise<MessageRow[]> => {
  const found = new Map<string, StoredMessage>();
  for (const [source, group] of Map.groupBy(hits, (hit) => hit.source))
    for (const message of await sources[source]!.indexed.store.readMany(group.map(({ uid }) => uid)))
      found.set(`${source} ${message.uid}`, message);
  const describe = (): MessageRow[] =>
    hits.flatMap(({ source, uid }) => {
      const message = found.get(`${source} ${uid}`);
      if (!message) return [];
      const { accountId, mailbox, indexed } = sources[source]!;
      const uidValidity = indexed.store.cursor()?.uidValidity ?? 0;
      return [toMessageRow(message, { accountId, mailboxId: mailbox.id, uidValidity, uid }, guesses.guess)];
    });
  const rows = describe();
  return (await guesses.settle()) ? describe() : rows;
};
