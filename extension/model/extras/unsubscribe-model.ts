import { signal, type ReadonlySignal } from '@preact/signals';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { Unsubscribed, UnsubscribeWay } from '@kurrier/shared/mail/unsubscribe';
import type { Call } from '../call.ts';
import { messageKey } from '../mail/message-key.ts';

type Refusal = Extract<Unsubscribed, { refused: unknown }>['refused'] | 'server' | 'bridge';

export type UnsubscribeState =
  | { phase: 'idle' }
  | { phase: 'looking' }
  /** How the list can be left; one click waits for the person's yes. */
  | { phase: 'shown'; way: UnsubscribeWay }
  | { phase: 'leaving' }
  | { phase: 'done'; host: string }
  | { phase: 'failed'; refusal: Refusal };

export interface UnsubscribeModel {
  /** How it stands with the message. */
  stateOf: (ref: MessageRef) => UnsubscribeState;
  look: (ref: MessageRef) => Promise<void>;
  leave: (ref: MessageRef) => Promise<void>;
  keep: () => void;
}

/** Leaving the list of the open message: first how, then, after a yes, the one request. Another message starts anew. */
export const createUnsubscribeModel = ({ call }: { call: Call }): UnsubscribeModel => {
  const shown = signal<{ key: string; state: UnsubscribeState }>({ key: '', state: { phase: 'idle' } });
  const set = (ref: MessageRef, state: UnsubscribeState) => {
    shown.value = { key: messageKey(ref), state };
  };
  /** An answer that comes late is not about the message that is open by now. */
  const settle = (ref: MessageRef, state: UnsubscribeState) => {
    if (shown.peek().key === messageKey(ref)) set(ref, state);
  };
  const stateSignal: ReadonlySignal<{ key: string; state: UnsubscribeState }> = shown;
  return {
    stateOf: (ref) => (stateSignal.value.key === messageKey(ref) ? stateSignal.value.state : { phase: 'idle' }),
    look: async (ref) => {
      set(ref, { phase: 'looking' });
      const answer = await call('unsubscribe.look', { ref });
      if (!answer.ok) settle(ref, { phase: 'failed', refusal: 'bridge' });
      else if ('way' in answer.value) settle(ref, { phase: 'shown', way: answer.value });
      else settle(ref, { phase: 'failed', refusal: 'refused' in answer.value ? 'not-found' : 'server' });
    },
    leave: async (ref) => {
      set(ref, { phase: 'leaving' });
      const answer = await call('unsubscribe.leave', { ref });
      if (!answer.ok) settle(ref, { phase: 'failed', refusal: 'bridge' });
      else if ('done' in answer.value) settle(ref, { phase: 'done', host: answer.value.host });
      else settle(ref, { phase: 'failed', refusal: 'refused' in answer.value ? answer.value.refused : 'server' });
    },
    keep: () => {
      shown.value = { key: '', state: { phase: 'idle' } };
    },
  };
};
