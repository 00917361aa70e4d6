import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRef, MessageRow } from '@kurrier/shared/mail/mail';
import type { Call } from '../call.ts';
import { messageKey } from './message-key.ts';

export interface ConversationModel {
  /** The messages around the one that is open, the oldest first; empty where there are no others. */
  rows: ReadonlySignal<readonly MessageRow[]>;
  /** Another message is open, or none. */
  follow: (ref: MessageRef | null) => Promise<void>;
  patch: (keys: ReadonlySet<string>, change: Partial<MessageRow>) => void;
}

/** The conversation of the message that is open. It stays while one goes from one of its messages to another. */
export const createConversationModel = ({ call }: { call: Call }): ConversationModel => {
  const rows = signal<readonly MessageRow[]>([]);
  let turn = 0;
  return {
    rows,
    async follow(ref) {
      turn += 1;
      const asked = turn;
      const isOneOfThem = ref !== null && rows.peek().some((row) => messageKey(row.ref) === messageKey(ref));
      if (!isOneOfThem) rows.value = [];
      if (ref === null) return;
      const answer = await call('mail.conversation', { ref });
      // Without it the message is read by itself.
      if (asked === turn && answer.ok) rows.value = answer.value.rows.length > 1 ? answer.value.rows : [];
    },
    patch(keys, change) {
      if (rows.peek().some(({ ref }) => keys.has(messageKey(ref))))
        rows.value = rows.peek().map((row) => (keys.has(messageKey(row.ref)) ? { ...row, ...change } : row));
    },
  };
};
