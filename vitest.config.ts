import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['shared/**/*.test.ts', 'bridge/**/*.test.ts', 'extension/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/node_modules/**'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: [
            'bridge/**/*.contract.test.ts',
            'tests/{contract,attack,compatibility,oauth,faults,install,architecture,sync,send,discover,zoo,corpus,docs}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false } },
    ],
  },
});
