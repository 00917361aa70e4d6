import { sleep } from '@kurrier/shared/async/sleep';
import type { OutboxAct } from '../../send/shared-sending.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver } from './handed-over.ts';

/** Looking for a copy opens a connection to the mail server. */
const longestMs: Record<OutboxAct, number> = { cancel: 10_000, retry: 10_000, forget: 10_000, checkSent: 25_000 };
const lookAgainMs = 150;

/**
 * Has something done about a message of the outbox by the bridge that has its account. Rejects with what `refuse` gives where that one does
 * not answer: it is taken back then, and not done unless it just was.
 */
export const createGiveAct = (deps: {
  store: Pick<RecordStore, 'namespace'>;
  handOver: Pick<HandOver, 'give' | 'withdraw'>;
  refuse: (accountId: string) => Error;
  signal: AbortSignal;
}) => {
  const { store, handOver, refuse, signal } = deps;
  const answers = store.namespace<unknown>(handedOver.answers);
  return async (accountId: string, act: OutboxAct, request: { id: string; evenIfTwice?: boolean }): Promise<unknown> => {
    const id = await handOver.give({ kind: 'outbox', accountId, act, request });
    for (const endMs = performance.now() + longestMs[act]; performance.now() < endMs && !signal.aborted; await sleep(lookAgainMs, signal)) {
      const answer = await answers.get(id);
      if (answer === undefined) continue;
      await answers.delete(id);
      return answer;
    }
    await handOver.withdraw([{ accountId, id }]);
    throw refuse(accountId);
  };
};
