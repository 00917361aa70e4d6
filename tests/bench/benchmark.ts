/** One line of a benchmark's table. Where there is a goal, `value` is what is compared with it and `met` says how that went. */
export interface Row {
  what: string;
  [column: string]: string | number | boolean;
}

/** What a file of this folder exports by default: measures, and yields its rows as they are known. */
export type Benchmark = () => AsyncIterable<Row>;

/** The columns of a value that may be `limit` at most; `of` says of what, or in which unit. */
export const judge = (value: number, limit: number, of: string): Pick<Row, 'value' | 'goal' | 'met'> => ({
  value: Number(value.toFixed(2)),
  goal: `≤ ${limit} ${of}`,
  met: value <= limit,
});

/** The middle of some measurements. */
export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Runs something several times, one after the other, and returns the median of its wall milliseconds. */
export const timeMs = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await run();
    taken.push(performance.now() - startedAt);
  }
  return Math.round(median(taken) * 10) / 10;
};

/**
 * What pairs of measurements say, ours first, each pair taken one right after the other, so that what else the machine does meets both: the
 * median of their ratios, and between what the middle half of them lies.
 */
export const comparePairs = (pairs: readonly (readonly [ours: number, peers: number])[]) => {
  const ratios = pairs.map(([ours, peers]) => ours / peers).sort((a, b) => a - b);
  const at = (share: number) => ratios[Math.round((ratios.length - 1) * share)]!.toFixed(2);
  const columns = { value: Number(median(ratios).toFixed(2)), middleHalf: `${at(0.25)}–${at(0.75)}`, pairs: ratios.length };
  return { columns, within: (limit: number, of: string) => ({ ...columns, goal: `≤ ${limit} ${of}`, met: median(ratios) <= limit }) };
};
