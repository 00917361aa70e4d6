import { expect, test } from 'vitest';
import { mailCosts, type CostRow } from './mail-costs.ts';
import { measureCost } from './measure-cost.ts';

const fill = (shape: string, length: number): string => shape.repeat(Math.ceil(length / shape.length)).slice(0, length);

/** Each shape, or the whole, of a length or of so many entries. */
const inputs = ({ shapes }: CostRow): ((size: number) => string)[] =>
  typeof shapes === 'function' ? [shapes] : shapes.map((shape) => (size) => fill(shape, size));

test.each(mailCosts)('$name: at its largest input fifty milliseconds of CPU at most, and no more than linear', async (row) => {
  const problems: string[] = [];
  for (const create of inputs(row)) {
    const { problem } = await measureCost(row.run, create, row.most);
    if (problem) problems.push(`${JSON.stringify(create(10).slice(0, 40))}: ${problem}`);
  }
  expect(problems).toEqual([]);
});
