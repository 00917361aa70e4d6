import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { messageKey } from './message-key.ts';
import { refusalOf, type MailRefusal } from './mail-refusal.ts';

export type MailNotice =
  /** On its way to Trash, and can still be kept. */
  | { notice: 'leaving'; row: MessageRow }
  | { notice: 'kept' }
  | { notice: 'refused'; action: 'mark' | 'trash'; refusal: MailRefusal | { reason: 'no-trash' | 'cannot-expunge' } };

export interface MessageActionsModel {
  notice: ReadonlySignal<MailNotice | null>;
  /** Keys of messages that leave the list. */
  leaving: ReadonlySignal<ReadonlySet<string>>;
  markSeen: (row: MessageRow, seen: boolean) => Promise<void>;
  /** Moves the message to Trash after a while in which it can be kept. */
  trash: (row: MessageRow) => Promise<void>;
  /** Deletes what lies in Trash already: at once, and for good. */
  deleteForGood: (row: MessageRow) => Promise<void>;
  /** Keeps the message that was about to go to Trash. */
  keep: () => void;
  /** Does now what was held back. */
  flush: () => void;
  dismiss: () => void;
}

/** How long a message can be kept that was deleted. */
const keepMs = 5000;

/**
 * What is done to messages. Marking is shown at once and taken back where the server refuses it. Moving to Trash waits, so
 * that it can be undone: the server has no undo, and another message moved ends the wait of the one before.
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
  let held: { row: MessageRow; end: AbortController } | null = null;

  const stay = (key: string) => {
    leaving.value = new Set([...leaving.value].filter((other) => other !== key));
  };
  const moveNow = async (row: MessageRow) => {
    const key = messageKey(row.ref);
    leaving.value = new Set(leaving.value).add(key);
    const answer = await call('mail.trash', { refs: [row.ref] });
    const reason = answer.ok && 'refused' in answer.value && answer.value.refused;
    const refusal = reason === 'no-trash' || reason === 'cannot-expunge' ? { reason } : refusalOf(answer);
    // Gone from the list once the bridge says so; one that is no longer there needs no words.
    if (!refusal || refusal.reason === 'not-found') return;
    stay(key);
    notice.value = { notice: 'refused', action: 'trash', refusal };
  };

  return {
    notice,
    leaving,
    markSeen: async (row, seen) => {
      const refs: MessageRef[] = [row.ref];
      const keys = new Set(refs.map(messageKey));
      patch(keys, { isUnread: !seen });
      const refusal = refusalOf(await call('mail.markSeen', { refs, seen }));
      if (!refusal || refusal.reason === 'not-found') return;
      patch(keys, { isUnread: seen });
      notice.value = { notice: 'refused', action: 'mark', refusal };
    },
    trash: async (row) => {
      if (leaving.value.has(messageKey(row.ref))) return;
      held?.end.abort();
      const mine = { row, end: new AbortController() };
      held = mine;
      leaving.value = new Set(leaving.value).add(messageKey(row.ref));
      notice.value = { notice: 'leaving', row };
      await sleep(keepMs, mine.end.signal);
      if (held === mine) {
        held = null;
        notice.value = null;
      }
      if (leaving.value.has(messageKey(row.ref))) await moveNow(row);
    },
    deleteForGood: moveNow,
    keep: () => {
      if (!held) return;
      stay(messageKey(held.row.ref));
      held.end.abort();
      held = null;
      notice.value = { notice: 'kept' };
    },
    flush: () => held?.end.abort(),
    dismiss: () => {
      notice.value = null;
    },
  };
};
