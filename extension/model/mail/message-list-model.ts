import { signal, type ReadonlySignal } from '@preact/signals';
import type { BridgeEvent, MessagesChanged } from '@kurrier/shared/api/events';
import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Mailbox, MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { applyChanges } from './apply-changes.ts';
import type { MailRefusal } from './mail-refusal.ts';
import { messageKey } from './message-key.ts';
import { isOther, fetchRowPages } from './fetch-row-pages.ts';
import { readRefs, whereOf } from './read-refs.ts';
import { addPage, changeRows, indexOfKey, pageSize, pagesBetween, rowAt, type RowPages } from './kept-row-pages.ts';
import type { ListSource } from './syncs-model.ts';

type MessageListState =
  | { phase: 'loading' }
  | { phase: 'unreachable'; problem: BridgeProblem }
  | { phase: 'listed'; total: number; pages: RowPages; problem: BridgeProblem | null };

export interface MessageListModel {
  source: ListSource;
  state: ReadonlySignal<MessageListState>;
  /** The row that keys act on. */
  active: ReadonlySignal<number | null>;
  /** By how many rows what is looked at has moved in all, because messages came or went above it. */
  shift: ReadonlySignal<number>;
  show: (first: number, last: number) => void;
  refresh: () => Promise<void>;
  /** Takes what the log told of messages. What cannot be taken shows by the revisions, and is read. */
  take: (events: readonly BridgeEvent[]) => void;
  /** Whether these are the mailboxes of the list, and it shows them as they are. */
  isCurrent: (mailboxes: readonly Mailbox[]) => boolean;
  activate: (index: number) => void;
  /** Where a message stands, if its row is here. */
  indexOf: (key: string) => number | null;
  /** The messages of these rows, also where the rows are not here. */
  identify: (first: number, last: number) => Promise<{ refs: MessageRef[] } | { refusal: MailRefusal }>;
  patch: (keys: ReadonlySet<string>, change: Partial<MessageRow>) => void;
}

/** Between two readings of what is shown, so that a first sync with its many changes does not keep the page busy. */
const refreshPauseMs = 150;

/**
 * The messages of one list, newest first, of which only the pages that are looked at are here. `refresh` reads those again;
 * the active row and what is looked at stay with their messages when others come or go above them.
 */
export const createMessageListModel = ({
  call,
  source,
  sleep,
}: {
  call: Call;
  source: ListSource;
  sleep: (ms: number) => Promise<void>;
}): MessageListModel => {
  const state = signal<MessageListState>({ phase: 'loading' });
  const active = signal<number | null>(null);
  const shift = signal(0);
  const asked = new Set<number>();
  let shown = { first: 0, last: pageSize - 1 };
  /** Answers to what was asked before this are of an older list. */
  let generation = 0;
  let refreshing: Promise<void> | null = null;
  let isStale = false;
  /** The revisions that all pages here are of; null where the bridge does not tell them. */
  let revisions: readonly ListedMailbox[] | null = null;
  /** The same, where what becomes of messages can be put into the list by them. */
  let mailboxes: readonly ListedMailbox[] | null = null;
  /** What was told while the list was being read. */
  let meanwhile: MessagesChanged[] = [];

  const where = whereOf(source);
  const read = async (page: number) => call('mail.messages', { ...where, offset: page * pageSize, limit: pageSize });
  const showProblem = (problem: BridgeProblem) => {
    state.value = state.value.phase === 'listed' ? { ...state.value, problem } : { phase: 'unreachable', problem };
  };

  const load = async (page: number) => {
    if (asked.has(page)) return;
    asked.add(page);
    const of = generation;
    const answer = await read(page);
    if (of !== generation) return;
    asked.delete(page);
    if (!answer.ok) return showProblem(answer.failure);
    // Of another revision it does not belong between those that are here.
    const { rows, total, mailboxes: now } = answer.value;
    const pages = state.value.phase === 'listed' ? state.value.pages : new Map();
    if (isOther({ pages, revisions }, { rows, revisions: now ?? null }, page)) return void refresh();
    state.value = { phase: 'listed', total, pages: addPage(pages, page, rows), problem: null };
  };

  const loadBetween = (first: number, last: number) => {
    const { value } = state;
    if (value.phase !== 'listed') return;
    const pages = pagesBetween(Math.max(0, first), Math.min(last, value.total - 1));
    for (const page of pages) if (!value.pages.has(page)) void load(page);
  };
  const show = (first: number, last: number) => {
    shown = { first, last };
    loadBetween(first, last);
    // What lies beside it is there before it is scrolled to.
    loadBetween(first - pageSize, last + pageSize);
  };

  /** The active row, and the first that is looked at, as messages: where they stand now is found again afterwards. */
  const follow = (before: RowPages, after: RowPages, total: number) => {
    const moved = (index: number) => {
      const row = rowAt(before, index);
      return row && indexOfKey(after, messageKey(row.ref));
    };
    const first = moved(shown.first);
    if (shown.first > 0 && first !== null) shift.value += first - shown.first;
    if (active.value !== null) active.value = total === 0 ? null : (moved(active.value) ?? Math.min(active.value, total - 1));
  };

  /** Shows what has changed; false: for that the list has to be read. */
  const takeChange = (change: MessagesChanged): boolean => {
    const { value } = state;
    if (value.phase !== 'listed' || !mailboxes) return false;
    const before = { pages: value.pages, total: value.total, mailboxes };
    const after = applyChanges(before, change);
    if (!after || after === before) return after === before;
    const wanted = pagesBetween(shown.first, Math.min(shown.last, after.total - 1));
    if (!wanted.every((page) => after.pages.has(page))) return false;
    follow(before.pages, after.pages, after.total);
    revisions = mailboxes = after.mailboxes;
    state.value = { phase: 'listed', total: after.total, pages: after.pages, problem: null };
    loadBetween(shown.first - pageSize, shown.last + pageSize);
    return true;
  };

  const readShown = async () => {
    generation += 1;
    asked.clear();
    const of = generation;
    meanwhile = [];
    const answer = await fetchRowPages(pagesBetween(shown.first, shown.last), read, () => of === generation);
    if (!answer) return;
    if (!answer.ok) return showProblem(answer.failure);
    const { pages, total, revisions: now, isIncomplete } = answer.value;
    isStale ||= isIncomplete;
    const before = state.value.phase === 'listed' ? state.value.pages : new Map();
    follow(before, pages, total);
    state.value = { phase: 'listed', total, pages, problem: null };
    revisions = now;
    // Which of the changed messages belong into a view of some, or into which conversation, the bridge knows.
    mailboxes = source.only || source.isGrouped ? null : now;
    loadBetween(shown.first, shown.last);
    // A change that does not fit: what was told of it is told no more.
    if (mailboxes && !meanwhile.every(takeChange)) isStale = true;
  };

  const refresh = async (): Promise<void> => {
    isStale = true;
    refreshing ??= (async () => {
      while (isStale) {
        isStale = false;
        await readShown();
        await sleep(refreshPauseMs);
      }
      refreshing = null;
    })();
    return refreshing;
  };

  return {
    source,
    state,
    active,
    shift,
    show,
    refresh,
    take: (events) => {
      for (const event of events) {
        if (event.type !== 'messages.changed') continue;
        // What is being read may be of before it.
        if (refreshing) meanwhile.push(event);
        takeChange(event);
      }
    },
    isCurrent: (now) =>
      state.peek().phase === 'listed' &&
      mailboxes?.length === now.length &&
      now.every(({ id, revision }) => mailboxes?.some((known) => known.mailboxId === id && known.revision >= revision)),
    activate: (index) => {
      if (state.value.phase === 'listed') active.value = Math.max(0, Math.min(index, state.value.total - 1));
    },
    indexOf: (key) => (state.peek().phase === 'listed' ? indexOfKey((state.peek() as { pages: RowPages }).pages, key) : null),
    identify: (first, last) => readRefs(call, source, { offset: first, limit: last - first + 1 }),
    patch: (keys, change) => {
      if (state.value.phase === 'listed') state.value = { ...state.value, pages: changeRows(state.value.pages, keys, change) };
    },
  };
};
