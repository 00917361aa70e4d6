import { describe, test } from 'vitest';
import { checkOutcome } from './check-outcome.ts';
import { dataRows, longRows, rows } from './outcome-rows.ts';

const ways = {
  'one by one': [],
  pipelined: ['PIPELINING', 'SIZE 10000000'],
  chunked: ['PIPELINING', 'CHUNKING', 'SIZE 10000000'],
} as const;

const longText = 'x'
  .repeat(6_000_000 / 16)
  .match(/.{1,70}/g)!
  .join('\n');
describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each(rows)('$name: $state', (row) => checkOutcome(capabilities, row, '.short\n..'));
});
describe.each(Object.entries(ways))('%s', (_way, capabilities) => {
  test.concurrent.each(dataRows)('$name: $state', (row) => checkOutcome(capabilities, row, 'short'));
});
describe.each(Object.entries(ways))('%s, long', (_way, capabilities) => {
  test.concurrent.each(longRows)('$name: $state', (row) => checkOutcome(capabilities, row, longText));
});
