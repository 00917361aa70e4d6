import type { Report } from '../../async/report.ts';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { EventLog } from '../../events/event-log.ts';
import type { OnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { CharsetGuesses } from '../../messages/charset-guesses.ts';
import { createReadBounded } from '../../messages/reading/read-bounded.ts';
import type { ReadingThread } from '../../messages/reading/reading-thread.ts';
import { createIndexFollower } from '../../search/follow-index.ts';
import { createOpenIndexed } from '../../search/open-indexes.ts';
import { createSearches } from '../../search/searches.ts';
import { createAccountTexts } from '../../texts/account-texts.ts';
import { createTextsAhead } from '../../texts/texts-ahead.ts';
import { createAccountCiphers } from '../../texts/account-ciphers.ts';
import { createReadTextsAhead } from '../../texts/read-texts-ahead.ts';
import type { Vault } from '../../vault/vault.ts';

export interface SearchParts {
  vault: Pick<Vault, 'seal' | 'open' | 'isLocked'>;
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  accounts: () => Promise<{ accountId: string; account: MailAccountStore }[]>;
  onDemand: Pick<OnDemandConnections, 'run'>;
  thread: ReadingThread;
  guesses: CharsetGuesses;
  events: Pick<EventLog, 'subscribe'>;
  /** Messages as they are to be shown; as they are stored, unless told. */
  show?: (rows: readonly MessageRow[]) => Promise<MessageRow[]>;
  /** Whether what is made of an account's mail is this bridge's to write. */
  isOurs?: (accountId: string) => boolean;
  /** Texts of a mailbox were added. */
  onTexts?: (accountId: string, mailboxId: string) => void;
  report: Report;
  /** How long the first answer to a search waits for something to show. */
  firstAnswerMs?: number;
}

/** Assembles what is at hand of messages besides their headers: their texts, the index over both, and the searches. */
export const assembleSearch = (parts: SearchParts) => {
  const {
    vault,
    accountOf,
    accounts,
    onDemand,
    thread,
    guesses,
    events,
    show,
    isOurs = () => true,
    onTexts,
    report,
    firstAnswerMs,
  } = parts;
  const ciphers = createAccountCiphers(vault, isOurs);
  const texts = createAccountTexts({ accountOf, ciphers, isOurs, report });
  const openIndexed = createOpenIndexed({ ciphers, texts });
  const index = createIndexFollower({ accountOf, texts, openIndexed, guesses, report });
  const searches = createSearches({
    accounts,
    openIndexed,
    onDemand,
    guesses,
    report,
    ...(show && { show }),
    ...(firstAnswerMs !== undefined && { firstAnswerMs }),
  });
  const unsubscribe = events.subscribe((event) => {
    if (event.type === 'account.removed') index.forget(event.accountId);
    if (event.type !== 'sync.changed' || !isOurs(event.sync.accountId)) return;
    for (const { id, revision, stored } of event.sync.mailboxes) if (stored > 0) index.note(event.sync.accountId, id, revision);
  });
  return {
    texts,
    searches,
    fetchAhead: createTextsAhead({
      texts,
      readAhead: createReadTextsAhead({ read: createReadBounded(thread, report), thread, report, guesses }),
      onAdded(...mailbox) {
        index.noteTexts(...mailbox);
        onTexts?.(...mailbox);
      },
      now: Date.now,
      report,
    }),
    /** Seals the keys of all accounts' texts under the vault's newest key. */
    async resealKeys(): Promise<void> {
      for (const { accountId, account } of await accounts()) if (isOurs(accountId)) await ciphers.reseal(accountId, account);
    },
    async close(): Promise<void> {
      unsubscribe();
      searches.close();
      await index.close();
    },
  };
};
