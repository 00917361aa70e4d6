import { signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Call } from '../call.ts';

export type SendLimitsState =
  | { state: 'asking' }
  /** `attachments`: so many bytes of files; null: the server says no limit. */
  | { state: 'known'; attachments: number | null; smtpUtf8: boolean }
  | { state: 'failed'; failure: Failure }
  | { state: 'unknown' };

export interface SendLimitsModel {
  state: ReadonlySignal<SendLimitsState>;
  ask: (accountId: string) => Promise<void>;
}

/** What the server takes that a message is sent by. An account asked for meanwhile wins over an answer that comes late. */
export const createSendLimitsModel = ({ call }: { call: Call }): SendLimitsModel => {
  const state = signal<SendLimitsState>({ state: 'unknown' });
  let asked = '';
  return {
    state,
    async ask(accountId) {
      asked = accountId;
      state.value = { state: 'asking' };
      const answer = await call('send.limits', { accountId });
      if (asked !== accountId) return;
      if (!answer.ok || 'refused' in answer.value) state.value = { state: 'unknown' };
      else if ('failure' in answer.value) state.value = { state: 'failed', failure: answer.value.failure };
      else state.value = { state: 'known', attachments: answer.value.attachments ?? null, smtpUtf8: answer.value.smtpUtf8 };
    },
  };
};
