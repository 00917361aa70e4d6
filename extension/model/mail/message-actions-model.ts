import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { messageKey } from './message-key.ts';
import { refusalOf, type MailRefusal } from './mail-refusal.ts';

export type MailNotice =
  | { notice: 'kept' }
  | { notice: 'left-marked' }
  /** What is attached to a message is being fetched, so that it can go on. */
  | { notice: 'fetching' }
  | {
      notice: 'refused';
      action: 'mark' | 'trash' | 'forward' | 'star' | 'move';
      refusal: MailRefusal | { reason: 'no-trash' | 'cannot-expunge' | 'too-large' | 'no-mailbox' };
    };

/** Where messages go: by what a mailbox is for, or to one that was picked. */
export type Destination = { kind: 'trash' } | { kind: 'archive' | 'junk' | 'inbox' } | { kind: 'mailbox'; mailboxId: string; name: string };

export interface MessageActionsModel {
  /** What became of the last action. */
  notice: ReadonlySignal<MailNotice | null>;
  /** On their way to Trash, and can still be kept; the newest first. */
  held: ReadonlySignal<readonly MessageRow[]>;
  /** Keys of messages that leave the list. */
  leaving: ReadonlySignal<ReadonlySet<string>>;
  markSeen: (row: MessageRow, seen: boolean) => Promise<void>;
  /** Where a message that is held is on its way to. */
  destinationOf: (row: MessageRow) => Destination;
  /** Moves the message to Trash after a while in which it can be kept. */
  trash: (row: MessageRow) => Promise<void>;
  /** Moves messages together, after a while in which each can be kept. */
  move: (rows: readonly MessageRow[], destination: Destination) => Promise<void>;
  star: (row: MessageRow, starred: boolean) => Promise<void>;
  /** Deletes what lies in Trash already: at once, and for good. */
  deleteForGood: (row: MessageRow) => Promise<void>;
  /** Keeps a message that was about to go to Trash, the newest where none is named. */
  keep: (row?: MessageRow) => void;
  /** Does now what was held back. */
  flush: () => void;
  dismiss: () => void;
  /** Says what became of something that is done elsewhere. */
  say: (notice: MailNotice) => void;
  /** The bridge, or an account's server, is there again: a refusal for that reason is no longer true. */
  recover: (from: 'bridge' | 'server') => void;
}

/** How long a message can be kept that was deleted. */
const keepMs = 5000;

/**
 * What is done to messages. Marking is shown at once and taken back where the server refuses it. Moving to Trash waits, so
 * that it can be undone: the server has no undo. Each message waits for itself, however quickly one follows the other.
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
  const held = signal<readonly MessageRow[]>([]);
  const waits = new Map<string, AbortController>();
  const destinations = new Map<string, Destination>();

  const stay = (key: string) => {
    leaving.value = new Set([...leaving.value].filter((other) => other !== key));
  };
  const moveNow = async (rows: readonly MessageRow[], destination: Destination) => {
    const keys = rows.map(({ ref }) => messageKey(ref));
    leaving.value = new Set([...leaving.value, ...keys]);
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
    for (const key of keys) stay(key);
    notice.value = refusal ? { notice: 'refused', action, refusal } : { notice: 'left-marked' };
  };

  /** What was refused before has worked now. */
  const forgetRefusal = (action: 'mark' | 'trash' | 'star' | 'move') => {
    const shown = notice.peek();
    if (shown?.notice === 'refused' && shown.action === action) notice.value = null;
  };
  const release = (key: string) => {
    waits.delete(key);
    destinations.delete(key);
    held.value = held.value.filter(({ ref }) => messageKey(ref) !== key);
  };

  const move = async (rows: readonly MessageRow[], destination: Destination) => {
    const going = rows.filter(({ ref }) => !leaving.value.has(messageKey(ref)));
    if (going.length === 0) return;
    const wait = new AbortController();
    for (const { ref } of going) {
      waits.set(messageKey(ref), wait);
      destinations.set(messageKey(ref), destination);
    }
    leaving.value = new Set([...leaving.value, ...going.map(({ ref }) => messageKey(ref))]);
    held.value = [...going, ...held.value];
    notice.value = null;
    await sleep(keepMs, wait.signal);
    // Kept meanwhile, and perhaps moved anew.
    const left = going.filter(({ ref }) => waits.get(messageKey(ref)) === wait);
    for (const { ref } of left) release(messageKey(ref));
    for (const ofAccount of Map.groupBy(left, ({ ref }) => ref.accountId).values()) await moveNow(ofAccount, destination);
  };
  /** Shown at once, and taken back where the server refuses it. */
  const change = async (
    row: MessageRow,
    {
      action,
      shown,
      ask,
    }: { action: 'mark' | 'star'; shown: [Partial<MessageRow>, Partial<MessageRow>]; ask: () => Promise<Parameters<typeof refusalOf>[0]> },
  ) => {
    const keys = new Set([messageKey(row.ref)]);
    patch(keys, shown[0]);
    const refusal = refusalOf(await ask());
    if (!refusal) forgetRefusal(action);
    if (!refusal || refusal.reason === 'not-found') return;
    patch(keys, shown[1]);
    notice.value = { notice: 'refused', action, refusal };
  };

  return {
    notice,
    held,
    leaving,
    markSeen: (row, seen) =>
      change(row, {
        action: 'mark',
        shown: [{ isUnread: !seen }, { isUnread: seen }],
        ask: () => call('mail.markSeen', { refs: [row.ref], seen }),
      }),
    star: (row, starred) =>
      change(row, {
        action: 'star',
        shown: [{ isFlagged: starred }, { isFlagged: !starred }],
        ask: () => call('mail.star', { refs: [row.ref], starred }),
      }),
    destinationOf: ({ ref }) => destinations.get(messageKey(ref)) ?? { kind: 'trash' },
    trash: (row) => move([row], { kind: 'trash' }),
    move,
    deleteForGood: (row) => moveNow([row], { kind: 'trash' }),
    keep: (row = held.value[0]) => {
      const key = row && messageKey(row.ref);
      const wait = key && waits.get(key);
      if (!wait) return;
      release(key);
      stay(key);
      // Others that went with it go on waiting.
      if (![...waits.values()].includes(wait)) wait.abort();
      notice.value = { notice: 'kept' };
    },
    flush: () => {
      for (const wait of waits.values()) wait.abort();
    },
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

const targetOf = (destination: Exclude<Destination, { kind: 'trash' }>): { mailboxId: string } | { role: 'archive' | 'junk' | 'inbox' } =>
  destination.kind === 'mailbox' ? { mailboxId: destination.mailboxId } : { role: destination.kind };
