import { defineConfig } from 'vitest/config';
import { hangMs } from './tests/setup/hang-ms.ts';
import { SlowestFirst } from './tests/setup/slowest-first.ts';

/** They hold processor time and memory against limits: nothing else runs beside them. */
const measured = [
  'tests/attack/{linear-cost,mail-costs,measure-cost,watchdog}.test.ts',
  'tests/sync/{hostile-server,costly-messages}.test.ts',
  'tests/corpus/explain-cost.test.ts',
];

/** What comes about in another process takes its time where others are at work, too; what claims to be quick says how quick. */
const expectation = { poll: { timeout: hangMs } };

export default defineConfig({
  test: {
    // Most of them wait for servers most of the time.
    maxWorkers: 3,
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['shared/**/*.test.ts', 'bridge/**/*.test.ts', 'extension/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/node_modules/**'],
          // Nothing that they read keeps a state of its own, so that a worker loads it once for all of its files.
          isolate: false,
          testTimeout: 60_000,
          expect: expectation,
        },
      },
      {
        test: {
          name: 'contract',
          include: [
            'bridge/**/*.contract.test.ts',
            'tests/{contract,attack,compatibility,oauth,faults,install,architecture,sync,search,changes,send,discover,zoo,corpus,docs,codes,demo,shared-store}/**/*.test.ts',
          ],
          exclude: measured,
          // A password is derived in seconds of processor time on purpose: where others are at work, too, that takes several times as long.
          testTimeout: 60_000,
          expect: expectation,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'measured',
          include: measured,
          testTimeout: 60_000,
          expect: expectation,
          hookTimeout: 30_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          expect: expectation,
          hookTimeout: 60_000,
          // Each file has a browser and a bridge of its own, and waits for them half of the time; with more at once, what a page draws comes late.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
