import { sleep } from '@kurrier/shared/async/sleep';
import { createQueue } from '../../async/serial-queue.ts';

export interface RoundsDeps {
  /** Between the end of a round and the next one; while one is under way, between two renewals. */
  roundMs: number;
  look: () => Promise<void>;
  /** Puts the leases off: what other bridges have changed may take longer to read than they last. */
  renew: () => Promise<void>;
  onProblem: (error: unknown) => void;
}

/** Looks again and again, one look after the other, and renews while one takes long. What goes wrong ends no round after it. */
export const createRounds = ({ roundMs, look, renew, onProblem }: RoundsDeps) => {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  const inTurn = createQueue();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onProblem(error);
    }
  };
  const renewUntil = async (ended: AbortSignal): Promise<void> => {
    for (await sleep(roundMs, ended); !ended.aborted; await sleep(roundMs, ended)) await attempt(renew);
  };
  const round = (): Promise<void> =>
    inTurn(async () => {
      const looked = new AbortController();
      const renewed = renewUntil(looked.signal);
      await attempt(look);
      looked.abort();
      await renewed;
    });
  const goOn = (): void => {
    if (!isEnded) timer = setTimeout(() => void round().then(goOn), roundMs);
  };

  return {
    /** Resolves after the first round, whatever came of it. */
    async start(): Promise<void> {
      await round();
      goOn();
    },
    /** Begins no other round, and resolves when none is under way. */
    async end(): Promise<void> {
      isEnded = true;
      clearTimeout(timer);
      await inTurn(async () => {});
    },
  };
};
