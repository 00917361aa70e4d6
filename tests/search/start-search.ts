import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { SearchState } from '@kurrier/shared/search/search-state';
import { expect } from 'vitest';
import { createEventLog } from '../../bridge/src/events/event-log.ts';
import { createOnDemandConnections, type OpenOnDemandSession } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { assembleSearch } from '../../bridge/src/main/receiving/assemble-search.ts';
import { createCharsetGuesses } from '../../bridge/src/messages/charset-guesses.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createMessageReader } from '../../bridge/src/messages/message-reader.ts';
import { createReadingThread } from '../../bridge/src/messages/reading/reading-thread.ts';
import { accountId, startLive } from '../sync/start-live.ts';
import type { MailOverrides } from '../sync/start-mail.ts';
import { openVault } from './start-index.ts';
import { until } from '../setup/until.ts';

/** A synced account behind a gate, with texts at hand and searches, put together as the bridge does. */
export const startSearch = async (options: MailOverrides = {}) => {
  const events = createEventLog();
  const reported: string[] = [];
  let isLocked = false;
  const vault = openVault(() => isLocked);
  let fetchAhead: ReturnType<typeof assembleSearch>['fetchAhead'] | null = null;
  const live = await startLive(options, {
    betweenIdles: async (...work) => (await fetchAhead?.(...work)) ?? { failure: null, isMore: false, hasLeft: false, hasNews: false },
    onPublish: (sync) => events.publish({ type: 'sync.changed', sync }),
  });
  const onDemand = createOnDemandConnections(() => live.openNeeded() as ReturnType<OpenOnDemandSession>);
  const thread = createReadingThread();
  const guesses = createCharsetGuesses(thread);
  const search = assembleSearch({
    vault,
    accountOf: live.sync.account,
    accounts: live.sync.accounts,
    onDemand,
    thread,
    guesses,
    events,
    // On a busy machine the usual time is over before anything was read.
    firstAnswerMs: 10_000,
    report: (problem, error) => void reported.push(`${problem}: ${String(error)}`),
  });
  fetchAhead = search.fetchAhead;
  const { findMessage } = createFinders(live.sync.account);
  /** As after a start: nothing is remembered but what is stored. */
  const createReader = () => createMessageReader({ findMessage, onDemand, thread, guesses, texts: search.texts });

  const account = async () => (await live.sync.account(accountId))!;
  const mailboxNamed = async (path: string) => (await account()).read().mailboxes.find((mailbox) => mailbox.path === path)!;
  /** The UIDs whose texts are at hand. */
  const atHand = async (path = 'INBOX'): Promise<number[]> => {
    const owner = { accountId, account: await account() };
    const texts = await search.texts.open(owner, (await mailboxNamed(path)).id);
    return [...((await texts?.entries()) ?? new Map<number, unknown>()).keys()].sort((a, b) => a - b);
  };

  /** Searches until everybody has answered. */
  const find = async (query: string, scope: { accountId?: string; mailboxId?: string } = {}): Promise<SearchState> => {
    let state = await search.searches.start({ query, limit: 50, ...scope });
    while (!state.isLocalDone || state.servers.some((server) => server.state === 'searching')) {
      const next = await search.searches.follow({ searchId: state.searchId, version: state.version, limit: 50, waitMs: 10_000 });
      if ('refused' in next) throw new Error(next.refused);
      state = next;
    }
    return state;
  };

  return {
    live,
    reported,
    searches: search.searches,
    texts: search.texts,
    createReader,
    account,
    mailboxNamed,
    atHand,
    find,
    subjects: ({ rows }: { rows: readonly MessageRow[] }): string[] => rows.map(({ subject }) => subject),
    setLocked: (locked: boolean) => (isLocked = locked),
    async follow(): Promise<void> {
      await live.sync.follow(live.account());
      await until(async () => expect((await live.sync.list())[0]).toMatchObject({ state: { phase: 'live' } }));
    },
    async [Symbol.asyncDispose]() {
      onDemand.close();
      await live.sync.close();
      await search.close();
      thread.close();
      await live[Symbol.asyncDispose]();
    },
  };
};
export type Started = Awaited<ReturnType<typeof startSearch>>;
