import { vi } from 'vitest';
import { hangMs } from './hang-ms.ts';

/** Waits until `check` does not fail any more, and resolves with what it gave; rejects with its last failure where that takes too long. */
export const until = <Result>(check: () => Result | Promise<Result>, timeout = hangMs): Promise<Result> =>
  vi.waitFor(check, { timeout, interval: 20 });
