import type { Correspondent } from '@kurrier/shared/mail/mail';
import { keepForAWhile } from './kept-for-a-while.ts';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { toShownLine } from '../safe-text.ts';
import { rankPeople, type People } from './rank-people.ts';

/** So many of the newest messages of each mailbox are looked at, and of all together. */
const mostOfMailbox = 2_000;
const mostTogether = 20_000;
/** What was found is good for so long: new mail changes little about it. */
const keptMs = 5 * 60_000;

/** Who was written to says more than who wrote. */
const weights = { written: 4, wrote: 1, beside: 0.3 };
/** Nobody answers what lies there. */
const passedOver = new Set(['junk', 'trash', 'all', 'flagged', 'important']);

export interface SuggestRecipientsDeps {
  accounts: () => Promise<{ accountId: string; account: MailAccountStore }[]>;
  now: () => number;
}

/** Completes what is typed as a recipient, out of the stored mail of all accounts. */
export const createSuggestRecipients = ({ accounts, now }: SuggestRecipientsDeps) => {
  const look = async (): Promise<People> => {
    const people = rankPeople(now());
    let left = mostTogether;
    for (const { account } of await accounts())
      for (const { id, role } of account.read().mailboxes) {
        if (left <= 0 || (role !== null && passedOver.has(role))) continue;
        const store = await account.mailbox(id);
        let ofThis = Math.min(mostOfMailbox, left);
        for (const page of store.pages().toReversed()) {
          if (ofThis <= 0) break;
          const { uids } = await store.readPage(page);
          const wanted = uids.slice(-ofThis);
          ofThis -= wanted.length;
          left -= wanted.length;
          const isOwn = role === 'sent' || role === 'drafts';
          for (const { envelope, receivedAt } of await store.readMany(wanted)) {
            const { from = [], to = [], cc = [], bcc = [] } = parseEnvelope(envelope);
            if (isOwn) people.note([...to, ...cc, ...bcc].slice(0, 50), receivedAt, weights.written);
            else {
              people.note(from.slice(0, 5), receivedAt, weights.wrote);
              people.note([...to, ...cc].slice(0, 50), receivedAt, weights.beside);
            }
          }
        }
      }
    return people;
  };
  const known = keepForAWhile(look, { keptMs, now });

  return async ({ text, limit }: { text: string; limit: number }): Promise<{ recipients: Correspondent[] }> => ({
    recipients: (await known()).find(text, limit).map(({ name, address }) => ({ name: toShownLine(name), address })),
  });
};
