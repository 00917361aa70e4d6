import type { Folders } from '../../main/config.ts';
import { ownRelease } from './own-release.ts';
import { createProgramDeps } from './program-deps.ts';

/**
 * Makes sure that the bridge of an installed program runs: by the manager of the session where there is one, else as a process of its own.
 * False where it does not answer within the time that a bridge may take, or `longestMs`.
 */
export const ensureRunning = async (folders: Folders, longestMs?: number): Promise<boolean> => {
  const { run, startDetached, answers, isBridgeRunning } = createProgramDeps(folders);
  if (await isBridgeRunning()) return answers(longestMs);
  const isStarted = process.platform === 'linux' && (await run('systemctl', ['--user', 'start', 'kurrier.service'])).code === 0;
  const release = ownRelease();
  if (!isStarted && release) startDetached(release.folder, release.nodeOptions);
  return (isStarted || release !== null) && answers(longestMs);
};
