import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../../call.ts';
import { messageKey } from '../message-key.ts';
import { refusalOf, type MailRefusal } from '../mail-refusal.ts';
import { createHeldMoves, type ActedOn, type Destination, type HeldMove } from './held-moves.ts';

export type MailNotice =
  | { notice: 'kept' }
  | { notice: 'left-marked' }
  /** What is attached to a message is being fetched, so that it can go on. */
  | { notice: 'fetching' }
  /** A folder is one of one account. */
  | { notice: 'several-accounts' }
  | {
      notice: 'refused';
      action: 'mark' | 'trash' | 'forward' | 'continue' | 'star' | 'move' | 'select';
      refusal: MailRefusal | { reason: 'no-trash' | 'cannot-expunge' | 'too-large' | 'no-mailbox' };
    };

export interface MessageActionsModel {
  /** What became of the last action. */
  notice: ReadonlySignal<MailNotice | null>;
  /** What is on its way, and can still be kept; the newest first. */
  moves: ReadonlySignal<readonly HeldMove[]>;
  /** The messages of these moves. */
  held: ReadonlySignal<readonly ActedOn[]>;
  /** Keys of messages that leave the list. */
  leaving: ReadonlySignal<ReadonlySet<string>>;
  markSeen: (rows: readonly ActedOn[], seen: boolean) => Promise<void>;
  /** Where a message that is held is on its way to. */
  destinationOf: (row: ActedOn) => Destination;
  /** Moves the message to Trash after a while in which it can be kept. */
  trash: (row: ActedOn) => Promise<void>;
  /** Moves messages together, after a while in which each can be kept. */
  move: (rows: readonly ActedOn[], destination: Destination) => Promise<void>;
  star: (rows: readonly ActedOn[], starred: boolean) => Promise<void>;
  /** Deletes what lies in Trash already: at once, and for good. */
  deleteForGood: (rows: readonly ActedOn[]) => Promise<void>;
  /** Keeps a message that was about to go; where none is named, all that were sent off last. */
  keep: (row?: ActedOn) => void;
  /** Keeps all that were sent off together. */
  keepMove: (move: HeldMove) => void;
  /** Does now what was held back. */
  flush: () => void;
  dismiss: () => void;
  /** Says what became of something that is done elsewhere. */
  say: (notice: MailNotice) => void;
  /** The bridge, or an account's server, is there again: a refusal for that reason is no longer true. */
  recover: (from: 'bridge' | 'server') => void;
}

/** As many as one call names. */
const mostRefs = 1000;

/**
 * What is done to messages. Marking is shown at once and taken back where the server refuses it. Moving waits, so that it can be undone.
 * Messages of several accounts, or more than one call names, are several calls.
 */
export const createMessageActions = ({
  call,
  sleep,
  patch,
}: {
  call: Call;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Changes the messages with these keys wherever they are shown. */
  patch: (keys: ReadonlySet<string>, change: Partial<MessageRow>) => void;
}): MessageActionsModel => {
  const notice = signal<MailNotice | null>(null);
  const leaving = signal<ReadonlySet<string>>(new Set());
  const { moves, hold, keep, flush } = createHeldMoves(sleep);
  const held = computed(() => moves.value.flatMap(({ rows }) => rows));

  const leave = (rows: readonly ActedOn[]) => {
    leaving.value = new Set([...leaving.value, ...keysOf(rows)]);
  };
  const stay = (rows: readonly ActedOn[]) => {
    const keys = keysOf(rows);
    leaving.value = new Set([...leaving.value].filter((key) => !keys.has(key)));
  };
  const findMove = (row: ActedOn) => moves.value.find(({ rows }) => keysOf(rows).has(messageKey(row.ref)));
  /** What was refused before has worked now. */
  const forgetRefusal = (action: 'mark' | 'trash' | 'star' | 'move') => {
    const shown = notice.peek();
    if (shown?.notice === 'refused' && shown.action === action) notice.value = null;
  };

  const moveNow = async (rows: readonly ActedOn[], destination: Destination) => {
    leave(rows);
    const refs = rows.map(({ ref }) => ref);
    const action = destination.kind === 'trash' ? 'trash' : 'move';
    const answer = await (destination.kind === 'trash'
      ? call('mail.trash', { refs })
      : call('mail.move', { refs, to: targetOf(destination) }));
    const reason = answer.ok && 'refused' in answer.value && answer.value.refused;
    const refusal = reason === 'no-trash' || reason === 'cannot-expunge' || reason === 'no-mailbox' ? { reason } : refusalOf(answer);
    // Gone from the list once the bridge says so; one that is no longer there needs no words.
    if (!refusal) forgetRefusal(action);
    if (refusal?.reason === 'not-found') return;
    const isLeftMarked = answer.ok && 'leftMarked' in answer.value && answer.value.leftMarked !== undefined;
    if (!refusal && !isLeftMarked) return;
    stay(rows);
    notice.value = refusal ? { notice: 'refused', action, refusal } : { notice: 'left-marked' };
  };
  const move = async (rows: readonly ActedOn[], destination: Destination) => {
    const going = rows.filter(({ ref }) => !leaving.value.has(messageKey(ref)));
    if (going.length === 0) return;
    leave(going);
    notice.value = null;
    for (const batch of toBatches(await hold(going, destination))) await moveNow(batch, destination);
  };
  /** Shown at once, and taken back where the server refuses it: of those that looked otherwise before. */
  const change = async (
    rows: readonly ActedOn[],
    action: 'mark' | 'star',
    { now, before }: { now: Partial<MessageRow>; before: Partial<MessageRow> },
    ask: (refs: MessageRef[]) => Promise<Parameters<typeof refusalOf>[0]>,
  ) => {
    const [field] = Object.keys(now) as (keyof MessageRow)[];
    patch(keysOf(rows), now);
    for (const batch of toBatches(rows)) {
      const refusal = refusalOf(await ask(batch.map(({ ref }) => ref)));
      if (!refusal) forgetRefusal(action);
      if (!refusal || refusal.reason === 'not-found') continue;
      patch(keysOf(batch.filter((row) => row[field!] !== now[field!])), before);
      notice.value = { notice: 'refused', action, refusal };
    }
  };
  const takeBack = (kept: readonly ActedOn[]) => {
    if (kept.length === 0) return;
    stay(kept);
    notice.value = { notice: 'kept' };
  };

  return {
    notice,
    moves,
    held,
    leaving,
    markSeen: (rows, seen) =>
      change(rows, 'mark', { now: { isUnread: !seen }, before: { isUnread: seen } }, (refs) => call('mail.markSeen', { refs, seen })),
    star: (rows, starred) =>
      change(rows, 'star', { now: { isFlagged: starred }, before: { isFlagged: !starred } }, (refs) =>
        call('mail.star', { refs, starred }),
      ),
    destinationOf: (row) => findMove(row)?.destination ?? { kind: 'trash' },
    trash: (row) => move([row], { kind: 'trash' }),
    move,
    deleteForGood: async (rows) => {
      for (const batch of toBatches(rows)) await moveNow(batch, { kind: 'trash' });
    },
    keep: (row) => {
      const found = row ? findMove(row) : moves.value[0];
      if (found) takeBack(keep(found, row));
    },
    keepMove: (found) => takeBack(keep(found)),
    flush,
    dismiss: () => {
      notice.value = null;
    },
    say: (said) => {
      notice.value = said;
    },
    recover: (from) => {
      const shown = notice.peek();
      if (shown?.notice === 'refused' && shown.refusal.reason === from) notice.value = null;
    },
  };
};

const keysOf = (rows: readonly ActedOn[]): Set<string> => new Set(rows.map(({ ref }) => messageKey(ref)));

/** Those of one account together, no more than a call names. */
const toBatches = (rows: readonly ActedOn[]): ActedOn[][] =>
  [...Map.groupBy(rows, ({ ref }) => ref.accountId).values()].flatMap((ofAccount) =>
    Array.from({ length: Math.ceil(ofAccount.length / mostRefs) }, (_, at) => ofAccount.slice(at * mostRefs, (at + 1) * mostRefs)),
  );

const targetOf = (destination: Exclude<Destination, { kind: 'trash' }>): { mailboxId: string } | { role: 'archive' | 'junk' | 'inbox' } =>
  destination.kind === 'mailbox' ? { mailboxId: destination.mailboxId } : { role: destination.kind };
