import path from 'node:path';
import { restoreWords as words } from '@kurrier/shared/words/backup';
import { takeLock } from '../../files/lock-file.ts';
import { foldersFor } from '../../main/config.ts';
import { describeRefusal } from '../backup/describe-refusal.ts';
import { ownRelease } from './own-release.ts';
import { createProgramDeps } from './program-deps.ts';
import { ensureRunning } from './ensure-running.ts';

/**
 * Works on the data folder behind its lock. The bridge of an installed program is stopped for that, and started again afterwards whatever
 * came of the work; any other one that runs there keeps it from that. Answers what the work answers, or why it was not begun.
 */
export const whileStopped = async (dataDir: string | undefined, work: () => Promise<string | null>): Promise<string | null> => {
  const folders = foldersFor(dataDir);
  const { isBridgeRunning, stopBridge } = createProgramDeps(folders);
  const stopsIt = dataDir === undefined && ownRelease() !== null && (await isBridgeRunning());
  if (stopsIt && !(await stopBridge())) return words.doesNotStop;
  const lock = await takeLock(path.join(folders.store, 'bridge.lock'), () => Promise.resolve(true));
  if (!lock.ok) return lock.failure.kind === 'running' ? words.stopFirst : describeRefusal(lock.failure);
  let problem: string | null;
  try {
    problem = await work();
  } finally {
    await lock.value.release();
    if (stopsIt) console.log((await ensureRunning(folders)) ? words.runsAgain : words.doesNotRunAgain);
  }
  if (problem === null && !stopsIt) console.log(words.startIt);
  return problem;
};
