import type { Database } from '../../bridge/src/store/shared/database.ts';

/** One of several that work on a database: each of its calls waits until it is its turn. */
export interface Player {
  database: Database;
  /** Begins the work, which is then played by `playInTurns`. */
  begin(work: () => Promise<void>): void;
  /** Whether there is nothing more to play. */
  isDone(): boolean;
  /** Lets one call happen; resolves when the next one waits, or all is done. */
  step(): Promise<void>;
}

const played = ['read', 'fencedWrite', 'acquire', 'walk'] as const;

/** Makes a player of a database that others use, too. */
export const createPlayer = (database: Database): Player => {
  const waiting: (() => Promise<void>)[] = [];
  let arrival = Promise.withResolvers<void>();
  let finished: Promise<void> = Promise.resolve();
  let isFinished = true;
  const inTurn = <Value>(call: () => Promise<Value>): Promise<Value> => {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    waiting.push(() => call().then(resolve, reject));
    arrival.resolve();
    return promise;
  };
  const next = async (): Promise<void> => {
    if (waiting.length === 0 && !isFinished) await Promise.race([arrival.promise, finished]);
    arrival = Promise.withResolvers<void>();
  };
  const proxy = new Proxy(database, {
    get(target, name: keyof Database) {
      const value = target[name];
      if (typeof value !== 'function' || !(played as readonly string[]).includes(name)) return value;
      const call = (...args: never[]) => (value as (...given: never[]) => unknown).apply(target, args);
      if (name !== 'walk') return (...args: never[]) => inTurn(async () => call(...args));
      return async function* (...args: never[]) {
        yield* await inTurn(async () => call(...args) as AsyncGenerator);
      };
    },
  });
  return {
    database: proxy,
    begin(work) {
      isFinished = false;
      finished = work().finally(() => (isFinished = true));
    },
    isDone: () => isFinished && waiting.length === 0,
    async step() {
      await next();
      await waiting.shift()?.();
      await next();
    },
  };
};

/** Plays all to their end; `choose` says whose turn it is, a number below the given one. Rejects with what one of them did. */
export const playInTurns = async (players: readonly Player[], choose: (count: number) => number): Promise<void> => {
  for (let left = players.filter((one) => !one.isDone()); left.length > 0; left = left.filter((one) => !one.isDone()))
    await left[choose(left.length)]!.step();
};
