import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { SearchState } from '@kurrier/shared/search/search-state';
import type { Call } from '../call.ts';
import type { MessageListModel } from '../mail/message-list-model.ts';
import type { ListSource } from '../mail/syncs-model.ts';
import { createSearchList, type SearchList } from './search-list.ts';

export type SearchScope = 'folder' | 'account' | 'everywhere';

export interface SearchModel {
  /** What stands in the field. */
  query: ReadonlySignal<string>;
  scope: ReadonlySignal<SearchScope>;
  /** How the search stands; null before its first answer, and where there is none. */
  state: ReadonlySignal<Omit<SearchState, 'rows'> | null>;
  /** What was found; null while nobody searches. */
  list: ReadonlySignal<MessageListModel | null>;
  /** Takes what was typed, and searches when the person pauses. */
  type: (query: string) => void;
  /** Searches at once. */
  submit: () => void;
  choose: (scope: SearchScope) => void;
  /** Ends the search: the folder is shown again. */
  clear: () => void;
}

/** As many as one answer holds. */
const limit = 200;
/** Who types on is not searched for. */
const pauseMs = 120;
const waitMs = 20_000;

/** Searches as somebody types; the newest search ends the one before. `source` is the list that is searched from. */
export const createSearchModel = ({
  call,
  source,
  sleep,
}: {
  call: Call;
  source: () => ListSource;
  sleep: (ms: number) => Promise<void>;
}): SearchModel => {
  const query = signal('');
  const scope = signal<SearchScope>('everywhere');
  const state = signal<Omit<SearchState, 'rows'> | null>(null);
  const shown = signal<SearchList | null>(null);
  /** Counts what was typed, searched and cleared: an answer to what was before is dropped. */
  let turn = 0;
  let running: string | null = null;
  /** What was last searched for. */
  let asked: string | null = null;

  const stop = (): void => {
    if (running !== null) void call('search.stop', { searchId: running });
    running = null;
  };

  const show = (list: SearchList, { rows, ...stand }: SearchState): void => {
    running = stand.searchId;
    state.value = stand;
    list.put(rows);
    shown.value = list;
  };

  const isDone = ({ isLocalDone, servers }: SearchState): boolean => isLocalDone && servers.every((server) => server.state !== 'searching');

  /** Nobody searches any more: who was being asked gave no answer. */
  const giveUp = (): void => {
    const before = running === null ? null : state.peek();
    const servers = before?.servers.map((server) => (server.state === 'searching' ? { ...server, state: 'failed' as const } : server));
    state.value = before && { ...before, isLocalDone: true, servers: servers ?? [] };
  };

  const run = async (isAgain = false): Promise<void> => {
    const own = ++turn;
    stop();
    const text = query.peek().trim();
    asked = text;
    if (text === '') {
      state.value = null;
      shown.value = null;
      return;
    }
    const from = source();
    const list = createSearchList(from, () => lookAgain(list, own));
    await ask(list, own, { text, from, isAgain });
  };

  /** Asks once how the search that runs stands: something was done to its messages. Whoever follows it goes on. */
  const lookAgain = async (list: SearchList, own: number): Promise<void> => {
    if (own !== turn || running === null) return;
    const answer = await call('search.follow', { searchId: running, version: -1, limit, waitMs: 0 });
    if (own !== turn) return;
    if (!answer.ok) list.fail(answer.failure);
    // It has ended for want of somebody who asks.
    else if ('refused' in answer.value) await run();
    else if (answer.value.version >= (state.peek()?.version ?? 0)) show(list, answer.value);
  };

  /** Begins a search, and follows it to its end. */
  const ask = async (
    list: SearchList,
    own: number,
    { text, from, isAgain }: { text: string; from: ListSource; isAgain: boolean },
  ): Promise<void> => {
    const { accountId, mailboxId } = from;
    const wanted = scope.peek();
    const where = {
      ...(wanted !== 'everywhere' && accountId !== null && { accountId }),
      ...(wanted === 'folder' && mailboxId !== null && { mailboxId }),
    };
    let answer: Awaited<ReturnType<typeof call<'search.follow'>>> = await call('search.start', {
      query: text.slice(0, 500),
      limit,
      ...where,
    });
    for (;;) {
      if (own !== turn) {
        if (answer.ok && 'searchId' in answer.value && answer.value.searchId !== running)
          void call('search.stop', { searchId: answer.value.searchId });
        return;
      }
      if (!answer.ok) {
        list.fail(answer.failure);
        shown.value = list;
        return giveUp();
      }
      // The bridge has ended it: it began anew, or cannot search.
      if ('refused' in answer.value) return isAgain ? giveUp() : run(true);
      show(list, answer.value);
      if (isDone(answer.value)) return;
      const { searchId, version } = answer.value;
      answer = await call('search.follow', { searchId, version, limit, waitMs });
    }
  };

  return {
    query,
    scope,
    state,
    list: computed(() => shown.value?.list ?? null),
    type(text) {
      query.value = text;
      const own = ++turn;
      void sleep(text.trim() === '' ? 0 : pauseMs).then(() => (own === turn ? run() : undefined));
    },
    submit() {
      if (asked !== query.peek().trim()) void run();
    },
    choose(next) {
      scope.value = next;
      void run();
    },
    clear() {
      query.value = '';
      void run();
    },
  };
};
