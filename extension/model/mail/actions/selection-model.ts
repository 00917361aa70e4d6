import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageKey } from '../message-key.ts';
import type { MessageListModel } from '../message-list-model.ts';
import { rowAt } from '../kept-row-pages.ts';
import type { MailRefusal } from '../mail-refusal.ts';
import type { ActedOn } from './held-moves.ts';

/** As many as are selected at once. */
const mostSelected = 10_000;

export interface SelectionModel {
  /** By their keys, in the order in which they were selected. */
  selected: ReadonlySignal<ReadonlyMap<string, ActedOn>>;
  /** Selects a row of the list, or leaves it out. */
  toggle: (index: number) => void;
  /** Selects the rows from the one that was last selected, or is active, to this one. */
  extendTo: (index: number) => Promise<void>;
  /** Selects the whole list, as far as so many can be. */
  selectAll: () => Promise<void>;
  clear: () => void;
}

/** The messages that a row stands for: those of its conversation, where it is one. */
export const messagesOfRow = (row: MessageRow): ActedOn[] =>
  row.conversation?.refs.map((ref, place) => (place === 0 ? row : { ref, subject: row.subject })) ?? [row];

/** Whether a row is selected: with every message that it stands for. */
export const isSelectedIn = (selected: ReadonlyMap<string, ActedOn>, row: MessageRow): boolean =>
  selected.size > 0 && messagesOfRow(row).every(({ ref }) => selected.has(messageKey(ref)));

/** Which messages of a list are acted on together. Rows that were never drawn are asked for, so that none between is left out. */
export const createSelectionModel = (list: MessageListModel, onRefused: (refusal: MailRefusal) => void): SelectionModel => {
  const selected = signal<ReadonlyMap<string, ActedOn>>(new Map());
  let anchor: MessageRow | null = null;
  let turn = 0;

  const rowOf = (index: number): MessageRow | null => {
    const state = list.state.peek();
    return state.phase === 'listed' ? rowAt(state.pages, index) : null;
  };
  const put = (messages: readonly ActedOn[]): void => {
    selected.value = new Map([...selected.value, ...messages.map((message) => [messageKey(message.ref), message] as const)]);
  };
  const selectBetween = async (first: number, last: number): Promise<void> => {
    turn += 1;
    const asked = turn;
    const rows = Array.from({ length: last - first + 1 }, (_, place) => rowOf(first + place));
    const known = rows.filter((row) => row !== null);
    if (known.length === rows.length) return put(known.flatMap(messagesOfRow));
    const answer = await list.identify(first, last);
    if (asked !== turn) return;
    if ('refusal' in answer) return onRefused(answer.refusal);
    // What is here says more than where it lies.
    const here = new Map(known.flatMap(messagesOfRow).map((message) => [messageKey(message.ref), message]));
    const found = new Map(answer.refs.map((ref) => [messageKey(ref), here.get(messageKey(ref)) ?? { ref, subject: '' }]));
    // Messages came or went meanwhile: these are others than those between the two that were meant.
    const isOther = [rows[0], rows.at(-1)].some((row) => row && !found.has(messageKey(row.ref)));
    if (!isOther) return put([...found.values()]);
    await list.refresh();
  };

  return {
    selected,
    toggle(index) {
      const row = rowOf(index);
      if (!row) return;
      turn += 1;
      anchor = row;
      const messages = messagesOfRow(row);
      if (!isSelectedIn(selected.value, row)) return put(messages);
      const keys = new Set(messages.map(({ ref }) => messageKey(ref)));
      selected.value = new Map([...selected.value].filter(([key]) => !keys.has(key)));
    },
    async extendTo(index) {
      const from = (anchor && list.indexOf(messageKey(anchor.ref))) ?? list.active.peek() ?? index;
      anchor ??= rowOf(from);
      list.activate(index);
      selected.value = new Map();
      await selectBetween(Math.min(from, index), Math.min(Math.max(from, index), Math.min(from, index) + mostSelected - 1));
    },
    async selectAll() {
      const state = list.state.peek();
      if (state.phase === 'listed' && state.total > 0) await selectBetween(0, Math.min(state.total, mostSelected) - 1);
    },
    clear() {
      turn += 1;
      anchor = null;
      if (selected.value.size > 0) selected.value = new Map();
    },
  };
};
