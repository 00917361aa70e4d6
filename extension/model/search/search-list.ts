import { signal } from '@preact/signals';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageKey } from '../mail/message-key.ts';
import type { MessageListModel } from '../mail/message-list-model.ts';
import { changeRows, indexOfKey, pageSize, rowAt, type RowPages } from '../mail/kept-row-pages.ts';

/** What was found, as a list like every other: it can be opened, marked and removed from. */
export interface SearchList {
  list: MessageListModel;
  /** Shows these; the active row stays with its message. */
  put: (rows: readonly MessageRow[]) => void;
  fail: (problem: BridgeProblem) => void;
}

const toPages = (rows: readonly MessageRow[]): RowPages =>
  new Map(
    Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, page) => [page, rows.slice(page * pageSize, (page + 1) * pageSize)]),
  );

/** Makes the list of one search; `refresh` asks for it again, after something was done to its messages. */
export const createSearchList = (source: MessageListModel['source'], refresh: () => Promise<void>): SearchList => {
  const state = signal<MessageListModel['state']['value']>({ phase: 'loading' });
  const active = signal<number | null>(null);
  return {
    list: {
      source,
      state,
      active,
      shift: signal(0),
      show: () => undefined,
      refresh,
      take: (events) => {
        if (events.some(({ type }) => type === 'messages.changed')) void refresh();
      },
      isCurrent: () => true,
      activate(index) {
        if (state.value.phase === 'listed' && state.value.total > 0) active.value = Math.max(0, Math.min(index, state.value.total - 1));
      },
      indexOf: (key) => (state.peek().phase === 'listed' ? indexOfKey((state.peek() as { pages: RowPages }).pages, key) : null),
      // All that a search shows is here.
      async identify(first, last) {
        const { value } = state;
        const rows = value.phase === 'listed' ? [...value.pages.values()].flat() : [];
        return { refs: rows.slice(first, last + 1).map(({ ref }) => ref) };
      },
      patch(keys, change) {
        if (state.value.phase === 'listed') state.value = { ...state.value, pages: changeRows(state.value.pages, keys, change) };
      },
    },
    put(rows) {
      const pages = toPages(rows);
      const before =
        state.peek().phase === 'listed' && active.peek() !== null
          ? rowAt((state.peek() as { pages: RowPages }).pages, active.peek()!)
          : null;
      const now = before && indexOfKey(pages, messageKey(before.ref));
      if (active.peek() !== null) active.value = rows.length === 0 ? null : (now ?? Math.min(active.peek()!, rows.length - 1));
      state.value = { phase: 'listed', total: rows.length, pages, problem: null };
    },
    fail(problem) {
      const { value } = state;
      state.value = value.phase === 'listed' ? { ...value, problem } : { phase: 'unreachable', problem };
    },
  };
};
