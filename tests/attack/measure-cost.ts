import { collectGarbage } from './measure-memory.ts';

/** Milliseconds of this thread's processor time; what other programs do meanwhile does not count. */
const spend = async (run: () => unknown, least = 0): Promise<number> => {
  const before = process.threadCpuUsage();
  for (let runs = 1; ; runs++) {
    await run();
    const { user, system } = process.threadCpuUsage(before);
    const spentMs = (user + system) / 1000;
    if (spentMs >= least) return spentMs / runs;
  }
};
/** Some systems count a thread's time in ticks of four milliseconds: what is compared is run so often that a tick is little of it. */
const comparableMs = 40;

/** At most this, at the largest size that is accepted, on a processor that needs `usualMs` for `yardstick`; a slower one has as much more. */
const mostMs = 50;
const usualMs = 20;
const letters = 'a'.repeat(400_000);
const shown = new Map([['a', '<a>']]);
const yardstick = (): string => letters.replaceAll(/a/g, (letter) => shown.get(letter)!);
/** Twice the size may cost so many times as much. */
const mostGrowth = 2.5;
/** Less than this is too little to be compared: it passes at any growth. */
const negligibleMs = 15;
/** A cost like this needs no further look. */
const hopelessMs = 400;
/**
 * The least of several rounds counts: what a function costs it costs each time, a collection of garbage in the wrong moment it does not. A
 * problem is believed after all of them, the later ones with the garbage collected before each run.
 */
const rounds = { least: 3, most: 12 };

/** What is wrong with the cost of a function, if anything; `costMs` at full size. */
export interface Cost {
  costMs: number;
  problem: string | null;
}

/** The lower of two: the first may still be compiled. */
const spendLess = async (run: () => unknown): Promise<number> => Math.min(await spend(run), await spend(run));

/** Runs a function on an input of a shape at growing sizes, up to the largest that is accepted. */
export const measureCost = async <Input>(
  run: (input: Input) => unknown,
  create: (size: number) => Input,
  largest: number,
): Promise<Cost> => {
  for (const part of [64, 16, 4]) {
    const input = create(Math.ceil(largest / part));
    const small = () => run(input);
    const costMs = await spendLess(small);
    if (costMs > hopelessMs && (await spendLess(small)) > hopelessMs)
      return { costMs, problem: `${costMs.toFixed(0)} ms at 1/${part} of the size` };
  }
  const full = create(largest);
  const fullMs = await spendLess(() => run(full));
  if (fullMs <= negligibleMs) return { costMs: fullMs, problem: null };
  return compare(run, [create(Math.ceil(largest / 4)), create(Math.ceil(largest / 2)), full]);
};

const compare = async <Input>(run: (input: Input) => unknown, inputs: readonly [Input, Input, Input]): Promise<Cost> => {
  const least = [Infinity, Infinity, Infinity] as [number, number, number];
  let yardMs = Infinity;
  let problem: string | null = null;
  for (let round = 1; round <= rounds.most; round++) {
    for (const [i, input] of inputs.entries()) {
      if (round > rounds.least) collectGarbage();
      least[i] = Math.min(least[i]!, await spend(() => run(input), comparableMs));
    }
    yardMs = Math.min(yardMs, await spend(yardstick, comparableMs));
    problem = problemOf(least, mostMs * Math.max(1, yardMs / usualMs));
    if (least[2] > hopelessMs || (problem === null && round >= rounds.least)) break;
  }
  return { costMs: least[2], problem };
};

const problemOf = ([quarterMs, halfMs, fullMs]: readonly [number, number, number], allowedMs: number): string | null => {
  // Memory is had in steps: twice as much in one of them may be more in the next.
  const isSteep = fullMs > negligibleMs && fullMs > mostGrowth * halfMs && fullMs > mostGrowth ** 2 * quarterMs;
  return fullMs > allowedMs || isSteep ? `${fullMs.toFixed(1)} ms, ${halfMs.toFixed(1)} ms at half the size` : null;
};
