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

test.each(mailCosts)(
  '$name: at its largest input fifty milliseconds of CPU at most, and no more than twice that for twice as much',
  (row) => {
    for (const [at, input] of inputs(row, 1).entries()) {
      const once = medianMs(() => row.run(input));
      expect(once, JSON.stringify(input.slice(0, 40))).toBeLessThanOrEqual(mostMs);
      if (once < measurableMs) continue;
      const twice = inputs(row, 2)[at]!;
      expect(medianMs(() => row.run(twice)) / once, JSON.stringify(input.slice(0, 40))).toBeLessThanOrEqual(2.5);
    }
  },
);
