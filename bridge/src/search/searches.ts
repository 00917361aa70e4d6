import { randomUUID } from 'node:crypto';
import type { Report } from '../async/report.ts';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { isEmptyQuery, parseSearch } from '@kurrier/shared/search/search-query';
import type { SearchState, ServerSearch } from '@kurrier/shared/search/search-state';
import type { OnDemandConnections } from '../imap/on-demand/on-demand-connections.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import { createBestHits } from './best-hits.ts';
import { chooseSources, type SearchScope } from './choose-sources.ts';
import { describeHits } from './describe-hits.ts';
import type { OpenIndexed } from './open-indexes.ts';
import { searchLocally } from './search-locally.ts';
import { searchServers, type SearchSource } from './search-servers.ts';

/** A list is not read further than this. */
const mostHits = 1_000;
/** Searches that are kept; whoever types begins one after the other. */
const mostSearches = 8;
/** One that nobody asks for any more is ended. */
const keptForMs = 60_000;
/** Whoever begins a search waits so long for something to show. */
const usualFirstAnswerMs = 40;

export interface SearchDeps {
  accounts: () => Promise<{ accountId: string; account: MailAccountStore }[]>;
  openIndexed: OpenIndexed;
  onDemand: Pick<OnDemandConnections, 'run'>;
  guesses: CharsetGuesses;
  /** Messages as they are to be shown. */
  show?: (rows: readonly MessageRow[]) => Promise<MessageRow[]>;
  report: Report;
  now?: () => number;
  firstAnswerMs?: number;
}

interface Running {
  ending: AbortController;
  sources: SearchSource[];
  hits: ReturnType<typeof createBestHits>;
  /** What was found here, by source. */
  known: Set<number>[];
  state: Omit<SearchState, 'rows' | 'total'>;
  wake: Set<() => void>;
  timer: NodeJS.Timeout | undefined;
}

const notFound = { refused: 'not-found' } as const;

/** Searches that people begin and follow: stored mail at once, the servers for the rest. */
export const createSearches = (deps: SearchDeps) => {
  const { accounts, openIndexed, onDemand, guesses, show = async (rows) => [...rows], report } = deps;
  const { now = Date.now, firstAnswerMs = usualFirstAnswerMs } = deps;
  const running = new Map<string, Running>();

  const change = (search: Running, changed: Partial<Running['state']> = {}): void => {
    Object.assign(search.state, changed, { version: search.state.version + 1 });
    for (const wake of search.wake) wake();
  };

  const end = (id: string): boolean => {
    const search = running.get(id);
    running.delete(id);
    clearTimeout(search?.timer);
    search?.ending.abort();
    if (search) change(search);
    return search !== undefined;
  };

  const keep = (id: string, search: Running): void => {
    clearTimeout(search.timer);
    search.timer = setTimeout(() => end(id), keptForMs).unref();
  };

  const waitForChange = async (search: Running, version: number, waitMs: number): Promise<void> => {
    if (search.state.version !== version || waitMs <= 0) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        search.wake.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, waitMs);
      search.wake.add(wake);
    });
  };

  const describe = async (search: Running, limit: number): Promise<SearchState> => {
    const { state, sources, hits } = search;
    const told = { ...state, servers: [...state.servers], total: hits.total() };
    return { ...told, rows: await show(await describeHits(sources, hits.best().slice(0, limit), guesses)) };
  };

  const run = async (search: Running, query: ReturnType<typeof parseSearch>): Promise<void> => {
    const { sources, hits, known, ending } = search;
    const notIndexed = await searchLocally({
      mailboxes: sources.map(({ indexed }) => indexed),
      query,
      signal: ending.signal,
      guesses,
      onHit(hit) {
        known[hit.source]!.add(hit.uid);
        hits.add(hit);
      },
      onTurn: () => (hits.total() > 0 ? change(search) : undefined),
    });
    if (ending.signal.aborted) return;
    change(search, { isLocalDone: true, notIndexed });
    const servers = new Map<string, ServerSearch>();
    await searchServers({
      sources,
      query,
      signal: ending.signal,
      onDemand,
      guesses,
      isKnown: (source, uid) => known[source]!.has(uid),
      onHit(hit) {
        known[hit.source]!.add(hit.uid);
        hits.add(hit);
      },
      onState(state) {
        servers.set(state.accountId, state);
        change(search, { servers: [...servers.values()] });
      },
    });
  };

  const openSources = async (scope: SearchScope, folders: readonly string[]) => {
    const { sources: chosen, unknown } = chooseSources(await accounts(), scope, folders);
    const sources: SearchSource[] = [];
    for (const { accountId, account, mailbox } of chosen) {
      const indexed = await openIndexed(accountId, account, mailbox.id);
      if (indexed) sources.push({ accountId, mailbox, isCutOff: account.read().choice.sinceDays !== null, indexed });
    }
    return { sources, unknown };
  };

  return {
    async start({ query: text, limit, ...scope }: SearchScope & { query: string; limit: number }): Promise<SearchState> {
      const query = parseSearch(text, new Date(now()));
      const isEmpty = isEmptyQuery(query);
      const { sources, unknown } = isEmpty ? { sources: [], unknown: [] } : await openSources(scope, query.folders);
      const searchId = randomUUID();
      const state: Running['state'] = {
        searchId,
        version: 1,
        isLocalDone: isEmpty,
        notIndexed: 0,
        servers: [],
        notUnderstood: query.notUnderstood,
        unknownFolders: unknown,
      };
      const ids = [...new Set(sources.map(({ accountId }) => accountId))];
      state.servers = ids.map((accountId) => ({ accountId, state: 'searching', foldersLeft: 0, notFetched: 0 }));
      const search: Running = {
        ending: new AbortController(),
        sources,
        hits: createBestHits(mostHits),
        known: sources.map(() => new Set()),
        state,
        wake: new Set(),
        timer: undefined,
      };
      running.set(searchId, search);
      for (const oldest of running.keys()) if (running.size > mostSearches) end(oldest);
      keep(searchId, search);
      if (isEmpty) return describe(search, limit);
      void run(search, query).catch((error: unknown) => {
        report('a search ended', error);
        end(searchId);
      });
      await waitForChange(search, 1, firstAnswerMs);
      return describe(search, limit);
    },

    async follow({ searchId, version, limit, waitMs }: { searchId: string; version: number; limit: number; waitMs: number }) {
      const search = running.get(searchId);
      if (!search) return notFound;
      keep(searchId, search);
      await waitForChange(search, version, waitMs);
      return running.get(searchId) === search ? describe(search, limit) : notFound;
    },

    stop: async ({ searchId }: { searchId: string }) => (end(searchId) ? ({ stopped: true } as const) : notFound),

    close(): void {
      for (const id of running.keys()) end(id);
    },
  };
};
export type Searches = ReturnType<typeof createSearches>;
