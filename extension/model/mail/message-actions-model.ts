import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
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
      action: 'mark' | 'trash' | 'forward';
      refusal: MailRefusal | { reason: 'no-trash' | 'cannot-expunge' | 'too-large' };
    };

export interface MessageActionsModel {
  /** What became of the last action. */
  notice: ReadonlySignal<MailNotice | null>;
  /** On their way to Trash, and can still be kept; the newest first. */
  held: ReadonlySignal<readonly MessageRow[]>;
  /** Keys of messages that leave the list. */
  leaving: ReadonlySignal<ReadonlySet<string>>;
  markSeen: (row: MessageRow, seen: boolean) => Promise<void>;
  /** Moves the message to Trash after a while in which it can be kept. */
  trash: (row: MessageRow) => Promise<void>;
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
    if (!refusal) forgetRefusal('trash');
    if (refusal?.reason === 'not-found') return;
    const isLeftMarked = answer.ok && 'leftMarked' in answer.value && answer.value.leftMarked !== undefined;
    if (!refusal && !isLeftMarked) return;
    stay(key);
    notice.value = refusal ? { notice: 'refused', action: 'trash', refusal } : { notice: 'left-marked' };
  };

  /** What was refused before has worked now. */
  const forgetRefusal = (action: 'mark' | 'trash') => {
    const shown = notice.peek();
    if (shown?.notice === 'refused' && shown.action === action) notice.value = null;
  };
  const release = (key: string) => {
    waits.delete(key);
    held.value = held.value.filter(({ ref }) => messageKey(ref) !== key);
  };

  return {
    notice,
    held,
    leaving,
    markSeen: async (row, seen) => {
      const refs: MessageRef[] = [row.ref];
      const keys = new Set(refs.map(messageKey));
      patch(keys, { isUnread: !seen });
      const refusal = refusalOf(await call('mail.markSeen', { refs, seen }));
      if (!refusal) forgetRefusal('mark');
      if (!refusal || refusal.reason === 'not-found') return;
      patch(keys, { isUnread: seen });
      notice.value = { notice: 'refused', action: 'mark', refusal };
    },
    trash: async (row) => {
      if (leaving.value.has(messageKey(row.ref))) return;
      const key = messageKey(row.ref);
      const wait = new AbortController();
      waits.set(key, wait);
      leaving.value = new Set(leaving.value).add(key);
      held.value = [row, ...held.value];
      notice.value = null;
      await sleep(keepMs, wait.signal);
      // Kept meanwhile, and perhaps deleted anew.
      if (waits.get(key) !== wait) return;
      release(key);
      await moveNow(row);
    },
    deleteForGood: moveNow,
    keep: (row = held.value[0]) => {
      const key = row && messageKey(row.ref);
      const wait = key && waits.get(key);
      if (!wait) return;
      release(key);
      stay(key);
      wait.abort();
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
