import { expect, test } from 'vitest';
import { createAttackTable } from './attack-table.ts';
import { measureCost } from './measure-cost.ts';
import { outsideTexts } from './outside-text/outside-texts.ts';
import { buffer, piecesFor, type OutsideText } from './outside-text/row.ts';

const record = createAttackTable('text from outside, ms of processor time at the largest size that is accepted');

test('the list has what the bridge reads', () => expect(outsideTexts.length).toBeGreaterThan(53));

const measure = ({ largest, run, start = '', end = '' }: OutsideText, piece: string) => {
  const create = (size: number) => `${start}${piece.repeat(Math.ceil(Math.max(0, size - start.length - end.length) / piece.length))}${end}`;
  return typeof run === 'function' ? measureCost(run, create, largest) : measureCost(run.bytes, (size) => buffer(create(size)), largest);
};

test.each(outsideTexts)('$name: at most 50 ms, and no more than linear', { timeout: 120_000 }, async (row) => {
  let [worst, worstMs] = ['', -1];
  const problems: string[] = [];
  for (const piece of piecesFor(row)) {
    const { costMs, problem } = await measure(row, piece);
    if (problem) problems.push(`${JSON.stringify(piece)} over and over: ${problem}`);
    if (costMs > worstMs) [worst, worstMs] = [piece, costMs];
  }
  const size = row.largest < 100_000 ? `${row.largest} B` : `${(row.largest / 2 ** 20).toFixed(2)} MiB`;
  record(row.name, `${worstMs.toFixed(1)} by ${JSON.stringify(worst.slice(0, 40))} in ${size}`);
  expect(problems).toEqual([]);
});
