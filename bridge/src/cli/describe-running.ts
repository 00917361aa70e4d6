import { runningWords } from '@kurrier/shared/words/command-line';
import type { AlreadyRunning } from '../files/lock-file.ts';

/** Says which process has a data folder. One that does not answer is named, never replaced: it may go on at any moment. */
export const describeRunning = ({ lock, answers }: Pick<AlreadyRunning, 'lock' | 'answers'>): string => {
  if (lock === null) return runningWords.unnamed;
  const words = answers ? runningWords.answers : lock.port === 0 ? runningWords.starting : runningWords.silent;
  return words.replaceAll('{port}', String(lock.port)).replaceAll('{pid}', String(lock.pid));
};
