import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk of its own that holds little, and can be filled, emptied and made read-only. Needs root, as the tests with overlays do. */
export const mountSmallDisk = (size = '6m') => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', folder]);
  const ballast = path.join(folder, 'ballast');
  return {
    folder,
    /** Leaves not one block. */
    fill: () => {
      const handle = openSync(ballast, 'w');
      try {
        for (;;) writeSync(handle, Buffer.alloc(statfsSync(folder).bsize));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(handle);
      }
    },
    empty: () => rmSync(ballast),
    makeReadOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder]),
    [Symbol.dispose]: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
};
