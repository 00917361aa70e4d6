import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Frees what nobody holds any more, at once: what is measured afterwards does not hang on when that would have happened by itself. */
export const collectGarbage = runInNewContext('gc') as () => void;

const sampleEveryMs = 50;

const heldMb = (): number => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

/** Runs the work and tells by how many MiB what this thread holds grew at most, garbage left out. */
export const measureHeldMemory = async <Result>(run: () => Promise<Result>): Promise<{ result: Result; grownMb: number }> => {
  const before = heldMb();
  let most = before;
  const sample = (): void => {
    most = Math.max(most, heldMb());
  };
  const timer = setInterval(sample, sampleEveryMs);
  const result = await run().finally(() => clearInterval(timer));
  sample();
  return { result, grownMb: most - before };
};
