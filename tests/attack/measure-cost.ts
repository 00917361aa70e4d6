/** Milliseconds of this thread's processor time; what other programs do meanwhile does not count. */
const spend = async (run: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** At most this, at the largest size that is accepted. */
const mostMs = 50;
/** Twice the size may cost so many times as much. */
const mostGrowth = 2.5;
/** Less than this is too little to be compared: it passes at any growth. */
const negligibleMs = 15;
/** A cost like this at a small part of the size needs no further look. */
const hopelessMs = 400;
/** A garbage collection in the wrong moment counts as ours: what fails is measured again. */
const tries = 3;

/** What is wrong with the cost of a function, if anything; `costMs` at full size. */
export interface Cost {
  costMs: number;
  problem: string | null;
}

/** The lower of two: the first may still be compiled. */
const spendLess = async (run: () => unknown): Promise<number> => Math.min(await spend(run), await spend(run));

const medianOfFive = async (run: () => unknown): Promise<number> => {
  const times: number[] = [];
  while (times.length < 5) times.push(await spend(run));
  return median(times);
};

/** Runs a function on an input of a shape at growing sizes, up to the largest that is accepted. */
export const measureCost = async <Input>(
  run: (input: Input) => unknown,
  create: (size: number) => Input,
  largest: number,
): Promise<Cost> => {
  for (const part of [64, 16, 4]) {
    const input = create(Math.ceil(largest / part));
    const costMs = await spendLess(() => run(input));
    if (costMs > hopelessMs) return { costMs, problem: `${costMs.toFixed(0)} ms at 1/${part} of the size` };
  }
  const [quarter, half, full] = [create(Math.ceil(largest / 4)), create(Math.ceil(largest / 2)), create(largest)];
  let cost: Cost = { costMs: await spendLess(() => run(full)), problem: null };
  if (cost.costMs <= negligibleMs) return cost;
  for (let attempt = 0; attempt < tries; attempt++) {
    const [halfMs, fullMs] = [await medianOfFive(() => run(half)), await medianOfFive(() => run(full))];
    // Memory is had in steps: twice as much in one of them may be more in the next.
    const isSteep =
      fullMs > negligibleMs && fullMs > mostGrowth * halfMs && fullMs > mostGrowth ** 2 * (await medianOfFive(() => run(quarter)));
    const isTooMuch = fullMs > mostMs || isSteep;
    cost = { costMs: fullMs, problem: isTooMuch ? `${fullMs.toFixed(1)} ms, ${halfMs.toFixed(1)} ms at half the size` : null };
    if (!isTooMuch) break;
  }
  return cost;
};
