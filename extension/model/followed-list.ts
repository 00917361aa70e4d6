import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeEvent } from '@kurrier/shared/api/events';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { News } from './accounts/accounts-model.ts';

export type ListState<Item> =
  | { phase: 'loading' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  /** `problem`: this was true when the bridge last answered. */
  | { phase: 'listed'; items: Item[]; problem: BridgeProblem | null };

export interface FollowedList<Item> {
  state: ReadonlySignal<ListState<Item>>;
  load: () => Promise<void>;
  take: (news: News) => void;
  showProblem: (problem: BridgeProblem) => void;
}

/**
 * A list that is read once and kept true by events. Events that arrive while it is being read are applied to the answer
 * again: each is a whole snapshot, so the last one of an item wins whatever the order was.
 */
export const createFollowedList = <Item>({
  read,
  apply,
}: {
  read: () => Promise<Outcome<Item[], BridgeProblem>>;
  apply: (items: Item[], event: BridgeEvent) => Item[];
}): FollowedList<Item> => {
  const state = signal<ListState<Item>>({ phase: 'loading' });
  /** Null while nothing is being read. */
  let meanwhile: BridgeEvent[] | null = null;
  let readings = 0;

  const showProblem = (problem: BridgeProblem) => {
    state.value = state.value.phase === 'listed' ? { ...state.value, problem } : { phase: 'unreachable', problem };
  };
  const load = async () => {
    readings += 1;
    const turn = readings;
    const missed: BridgeEvent[] = [];
    meanwhile = missed;
    const list = await read();
    if (turn !== readings) return;
    meanwhile = null;
    if (list.ok) state.value = { phase: 'listed', items: missed.reduce(apply, list.value), problem: null };
    else showProblem(list.failure);
  };
  const take = (news: News) => {
    if (news === 'reread') return void load();
    meanwhile?.push(...news);
    const shown = state.peek();
    if (shown.phase !== 'listed' || (news.length === 0 && shown.problem === null)) return;
    const items = news.reduce(apply, shown.items);
    if (items !== shown.items || shown.problem !== null) state.value = { phase: 'listed', items, problem: null };
  };
  return { state, load, take, showProblem };
};

/** The list with the item in place of the one with its key, or before all others. */
export const putFirst = <Item>(items: Item[], item: Item, keyOf: (item: Item) => string): Item[] => {
  const key = keyOf(item);
  const index = items.findIndex((known) => keyOf(known) === key);
  return index === -1 ? [item, ...items] : items.with(index, item);
};
