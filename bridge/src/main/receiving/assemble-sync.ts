import type { Report } from '../../async/report.ts';
import { fail } from '@kurrier/shared/failure/outcome';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { EventLog } from '../../events/event-log.ts';
import type { SwitchRecord } from '../../messages/arrivals/sign-in-codes.ts';
import type { PostForm } from '../../messages/unsubscribe/unsubscribe.ts';
import { applyAllWaiting } from '../../changes/apply-waiting.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { ChangeHandOver } from '../../changes/kept-changes.ts';
import { assembleChanges } from './assemble-changes.ts';
import { assembleCodes } from './assemble-codes.ts';
import { createFollowedAccounts } from './followed-accounts.ts';
import { createImapLegs } from './imap-legs.ts';
import { assembleMessageUseCases } from './assemble-message-use-cases.ts';
import { describeChanges } from '../../messages/changed-rows.ts';
import { createMailSync } from '../../sync/engine/create-mail-sync.ts';
import { createCharsetGuesses } from '../../messages/charset-guesses.ts';
import type { FetchBytes } from '../../messages/fetch-picture.ts';
import { createMessageReader } from '../../messages/message-reader.ts';
import { createReadingThread } from '../../messages/reading/reading-thread.ts';
import { createOnDemandConnections } from '../../imap/on-demand/on-demand-connections.ts';
import { createFinders } from '../../messages/find-message.ts';
import type { Vault } from '../../vault/vault.ts';
import { assembleSearch } from './assemble-search.ts';
import { createParsedNamespace } from '../../store/parsed-namespace.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { noMailOwners } from '../../sync/engine/mail-owners.ts';
import { watchForWake } from '../../sync/live/wake-watch.ts';
import type { assembleMailServers } from '../assemble-mail-servers.ts';

export interface SyncParts {
  mail: Pick<ReturnType<typeof assembleMailServers>, 'openImapSession'>;
  accounts: Pick<ReturnType<typeof createAccounts>, 'access' | 'list' | 'storedIds' | 'noteUse'>;
  vault: Pick<Vault, 'seal' | 'open' | 'isLocked'>;
  events: Pick<EventLog, 'publish' | 'subscribe' | 'cursor' | 'wake' | 'isAskedFor'>;
  /** Where the mail lies: opened here, closed here. */
  openStore: () => RecordStore;
  /** Whether an account is this bridge's to work on; null where all are. */
  isOurs: ((accountId: string) => boolean) | null;
  /** How changes come to the bridge that has the account; null where all are this bridge's. */
  handOver: ChangeHandOver | null;
  report: Report;
  /** The way to pictures that messages only name. */
  fetchBytes: FetchBytes;
  /** The way to leave a list by one request. */
  postForm: PostForm;
  /** Where the switches of received mail are kept. */
  switches: SwitchRecord;
}

/** Assembles receiving: the mail in a database of its own, a worker for each verified leg, and what people do with messages. */
export const assembleSync = async (parts: SyncParts) => {
  const { mail, accounts, vault, events, openStore, isOurs, handOver, report, fetchBytes, postForm, switches } = parts;
  const store = openStore();
  const isOurAccount = (accountId: string): boolean => isOurs?.(accountId) ?? true;
  const ending = new AbortController();
  const { access, hasAccess, receiverOf } = createImapLegs(accounts);
  const thread = createReadingThread();
  const guesses = createCharsetGuesses(thread);
  const publish = async (state: AccountSync): Promise<void> =>
    events.publish({ type: 'sync.changed', sync: await pending.changes.count(state) });
  const sync = createMailSync({
    open: (name, parse) => createParsedNamespace(store, name, parse),
    access,
    openSession: mail.openImapSession,
    noteUse: (accountId, failure) => accounts.noteUse(accountId, 'imap', failure),
    publish: (state) => void publish(state).catch((error: unknown) => report('a sync event was lost', error)),
    async publishChanges(changes) {
      if (!events.isAskedFor('messages.changed')) return;
      const told = await describeChanges(changes, guesses);
      events.publish({ ...told, rows: await applyAllWaiting(told.rows, pending.changes.waiting) });
    },
    betweenIdles: (...work) => search.fetchAhead(...work),
    ...(isOurs && { owners: noMailOwners }),
    report,
  });
  const onDemand = createOnDemandConnections(async (accountId) => {
    const allowed = await access(accountId);
    if (allowed.ok) return sync.withinBudget(mail.openImapSession)(allowed.value, { signal: ending.signal });
    return typeof allowed.failure === 'string' ? null : fail(allowed.failure);
  });
  const { findMailbox, findMessage } = createFinders(sync.account);
  const search = assembleSearch({
    vault,
    accountOf: sync.account,
    accounts: sync.accounts,
    onDemand,
    thread,
    guesses,
    events,
    show: (rows) => applyAllWaiting(rows, pending.changes.waiting),
    isOurs: isOurAccount,
    onTexts: (...mailbox) => noteTexts(...mailbox),
    report,
  });
  const pending = assembleChanges({
    records: createDurableNamespace(store, 'changes'),
    sync,
    findMailbox,
    onDemand,
    hasAccess,
    guesses,
    events,
    ...(handOver && { handOver }),
    report,
  });
  const reader = createMessageReader({ findMessage, onDemand, thread, guesses, texts: search.texts, report });
  const nudge = (accountId: string): void =>
    void sync.syncNow({ accountId }).catch((error: unknown) => report('a sync could not be started', error));

  const { codes, noteTexts, closeCodes } = await assembleCodes({
    sync,
    texts: search.texts,
    findMessage,
    onDemand,
    reader,
    receiverOf,
    record: switches,
    onChange: () => events.wake(),
    report,
  });

  const followed = createFollowedAccounts({
    accounts,
    sync,
    isOurs: isOurAccount,
    onDemand,
    reader,
    codes,
    changes: pending.changes,
    publish,
    report,
  });
  const unsubscribe = events.subscribe((event) => {
    if (event.type === 'account.changed' || event.type === 'account.removed') void followed.take(event);
    if (event.type === 'sync.changed')
      codes.take(event.sync).catch((error: unknown) => report('arriving mail could not be searched for codes', error));
  });
  const stopWatching = watchForWake(() => void sync.wake().catch((error: unknown) => report('the sync could not be woken', error)));
  const close = async (): Promise<void> => {
    unsubscribe();
    stopWatching();
    await followed.settled();
    onDemand.close();
    ending.abort();
    await closeCodes();
    await pending.close();
    await sync.close();
    await search.close();
    thread.close();
    store.close();
  };
  try {
    await followed.begin();
  } catch (error) {
    // It is loaded once more when it is next wanted; what was begun must not write beside that.
    await close();
    throw error;
  }

  const messages = assembleMessageUseCases({
    sync,
    findMailbox,
    findMessage,
    onDemand,
    guesses,
    reader,
    texts: search.texts,
    changes: pending.changes,
    receiverOf,
    nudge,
    async noteStored(work) {
      try {
        await work();
      } catch (error) {
        // The bridge that has the account sees it at the server.
        if (!handOver?.isOthers(error)) throw error;
      }
    },
    postForm,
    fetchBytes,
  });
  return {
    ...messages,
    sync: { ...sync, list: async () => Promise.all((await sync.list()).map((view) => pending.changes.count(view))) },
    cursor: () => events.cursor(),
    findMessage,
    codes,
    searches: search.searches,
    resealKeys: () => search.resealKeys(),
    pendingChanges: pending.changes,
    readAnew: followed.readAnew,
    close,
  };
};
