import { randomBytes } from 'node:crypto';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

/** A file that is being written, piece by piece. Every call rejects with the system's own error. */
export interface NewFile {
  write: (bytes: Uint8Array) => Promise<void>;
  /** Everything is on the disk, under the name that was asked for. */
  finish: () => Promise<void>;
  /** Removes what was written so far; what had the name before is still there. */
  discard: () => Promise<void>;
}

/**
 * Begins a file that only its owner can read. What has that name already stays, unless it is to be replaced: a whole file by a whole one. A
 * link is never followed, and nothing but a file is ever replaced.
 */
export const createPrivateFile = async (
  file: string,
  { replace }: { replace: boolean },
): Promise<Outcome<NewFile, 'exists' | 'no-file'>> => {
  const found = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found && !found.isFile()) return fail('no-file');
  if (found && !replace) return fail('exists');
  const name = found ? `${file}.${randomBytes(6).toString('hex')}.part` : file;
  // A name that appeared meanwhile, a link too, makes this fail.
  const handle = await open(name, 'wx', 0o600);
  return succeed({
    write: async (bytes) => {
      for (let written = 0; written < bytes.length;) written += (await handle.write(bytes, written)).bytesWritten;
    },
    finish: async () => {
      await handle.sync();
      await handle.close();
      if (name !== file) await rename(name, file);
    },
    discard: async () => {
      await handle.close();
      await rm(name, { force: true });
    },
  });
};
