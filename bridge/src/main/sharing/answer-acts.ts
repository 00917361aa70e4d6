import { sleep } from '@kurrier/shared/async/sleep';
import type { Report } from '../../async/report.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { SharedSending } from '../../send/shared-sending.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { handedOver, type HandedOverOf } from './handed-over.ts';

/** So long a bridge that ends waits for what is being looked for; whoever asked hears of an ended bridge otherwise. */
const farewellMs = 2_000;

export interface AnswerActsDeps {
  store: Pick<RecordStore, 'namespace'>;
  outboxes: () => Promise<Pick<SharedSending, 'outbox'>>;
  report: Report;
}

/**
 * Does what other bridges asked for about messages of the outbox, in its order, and leaves the answers in the store. What only writes is done
 * when this resolves; looking for a copy at the mail server keeps nothing else of the account from going on.
 */
export const createAnswerActs = ({ store, outboxes, report }: AnswerActsDeps) => {
  const answers = store.namespace<unknown>(handedOver.answers);
  const looking = new Set<Promise<void>>();
  let isOver = false;

  const answer = async ({ id, act, request: { id: messageId, evenIfTwice = false } }: HandedOverOf<'outbox'>): Promise<void> => {
    const { outbox } = await outboxes();
    await answers.set(id, await outbox[act]({ id: messageId, evenIfTwice }));
  };
  const look = async (one: HandedOverOf<'outbox'>): Promise<void> => {
    try {
      await answer(one);
    } catch (error) {
      // Another bridge has the account by now, or this one ended: whoever asked hears that nobody answered.
      if (!isOver && storageProblemOf(error) !== 'held-elsewhere') report('a message could not be looked for at its server', error);
    }
  };

  return {
    answer: async (acts: readonly HandedOverOf<'outbox'>[]): Promise<void> => {
      for (const one of acts) {
        if (one.act !== 'checkSent') {
          await answer(one);
          continue;
        }
        const done = look(one).finally(() => looking.delete(done));
        looking.add(done);
      }
    },
    /** Resolves when nothing is looked for any more, or after `longestMs`: what a server still keeps waiting is nobody's business then. */
    async settled(longestMs = farewellMs): Promise<void> {
      const waiting = new AbortController();
      await Promise.race([Promise.all(looking), sleep(longestMs, waiting.signal)]);
      waiting.abort();
      isOver = true;
    },
  };
};
