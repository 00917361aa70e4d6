import { expect, test } from 'vitest';
import { mailCosts, type CostRow } from './mail-costs.ts';

const mostMs = 50;
/** Below this the noise is larger than what is measured. */
const measurableMs = 8;

const cpuMs = (work: () => unknown): number => {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};
const medianMs = (work: () => unknown): number => {
  work();
  return Array.from({ length: 5 }, () => cpuMs(work)).sort((a, b) => a - b)[2]!;
};
const fill = (shape: string, length: number): string => shape.repeat(Math.ceil(length / shape.length)).slice(0, length);

const inputs = ({ shapes, most }: CostRow, factor: number): string[] =>
  typeof shapes === 'function' ? [shapes(most * factor)] : shapes.map((shape) => fill(shape, most * factor));

/** What is wrong with what a shape costs; a collection of garbage in the wrong moment counts as ours, so what fails is measured again. */
const problemOf = (row: CostRow, at: number): string | null => {
  const input = inputs(row, 1)[at]!;
  let problem: string | null = null;
  for (let tries = 0; tries < 3; tries++) {
    const once = medianMs(() => row.run(input));
    const growth = once < measurableMs ? 0 : medianMs(() => row.run(inputs(row, 2)[at]!)) / once;
    if (once <= mostMs && growth <= 2.5) return null;
    problem = `${JSON.stringify(input.slice(0, 40))}: ${once.toFixed(1)} ms, ${growth.toFixed(1)} times that for twice as much`;
  }
  return problem;
};

test.each(mailCosts)(
  '$name: at its largest input fifty milliseconds of CPU at most, and no more than twice that for twice as much',
  (row) => {
    expect(inputs(row, 1).flatMap((_, at) => problemOf(row, at) ?? [])).toEqual([]);
  },
);
