import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** A log that grows line by line, up to a bound. */
export interface LogFile {
  /** Appends a line; never throws and never waits. */
  write: (line: string) => void;
  /** Everything is written, or was reported not to be. */
  close: () => Promise<void>;
}

interface Limits {
  /** The file's own length; then it says that it is full, and takes nothing more. */
  fileBytes: number;
  /** What may wait for the disk; more lines are counted instead of kept. */
  waitingBytes: number;
}

const usual: Limits = { fileBytes: 64 * 1024 * 1024, waitingBytes: 4 * 1024 * 1024 };

/**
 * Appends to a file that only its owner can read, made so where it was not. Rejects with the system's own error where it cannot be opened;
 * a link is not followed. Where it cannot be written any more, that is reported once, and what comes is dropped.
 */
export const openLogFile = async (
  file: string,
  report: (problem: string, error: unknown) => void,
  { fileBytes, waitingBytes }: Limits = usual,
): Promise<LogFile> => {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(file, flags, 0o600);
  await handle.chmod(0o600);
  let room = fileBytes - (await handle.stat()).size;
  let dropped = 0;
  const stream = handle.createWriteStream();
  stream.on('error', (error) => {
    room = 0;
    report(`${file} cannot be written any more`, error);
  });
  const append = (line: string): void => {
    const bytes = Buffer.byteLength(line) + 1;
    if (room <= 0) return;
    room -= bytes;
    stream.write(room > 0 ? `${line}\n` : '[this log is full]\n');
  };
  const tellDropped = (): void => {
    if (dropped === 0) return;
    append(`[${dropped} lines were dropped: the disk is too slow]`);
    dropped = 0;
  };
  return {
    write(line) {
      if (stream.writableLength > waitingBytes) {
        dropped++;
        return;
      }
      tellDropped();
      append(line);
    },
    async close() {
      tellDropped();
      if (stream.destroyed) return;
      const closed = new Promise<void>((resolve) => stream.once('close', resolve));
      stream.end();
      await closed;
    },
  };
};
