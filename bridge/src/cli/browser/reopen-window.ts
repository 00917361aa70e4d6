import { spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';

const extensionId = distribution.extension.chromium;

/**
 * Whether a browser has this profile open: Chromium links its lock to `HOST-PID` (on Windows nobody is asked, and the browser sorts it out
 * itself).
 */
const isOpen = (profileDir: string): boolean => {
  try {
    const pid = Number(readlinkSync(path.join(profileDir, 'SingletonLock')).split('-').at(-1));
    return Number.isInteger(pid) && pid > 0 && process.kill(pid, 0);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') return true;
    if (code === 'ENOENT' || code === 'EINVAL' || code === 'ESRCH') return false;
    throw error;
  }
};

/**
 * Opens a page of the extension in the browser that has this profile open already; false where none has. The browser stays whoever's it is.
 */
export const reopenWindow = ({ executable, profileDir, page }: { executable: string; profileDir: string; page: string }): boolean => {
  if (!isOpen(profileDir)) return false;
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [`--user-data-dir=${profileDir}`, ...sandbox, `chrome-extension://${extensionId}/${page}`], {
    stdio: 'ignore',
    detached: true,
  });
  // The other browser takes the page; that this one cannot be started was found out when it was opened first.
  child.on('error', () => undefined);
  child.unref();
  return true;
};
