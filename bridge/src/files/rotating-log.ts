import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** A log of at most two files of this size: the newest lines, and those before. */
const largestFile = 1024 * 1024;

/** What is written for whom nobody watches. */
export const logsFolder = (store: string): string => path.join(store, 'logs');

/** Where the log of a bridge in the background lies in its data folder. */
export const logFile = (store: string): string => path.join(logsFolder(store), 'kurrier.log');

/**
 * Appends to a log that only its owner can read and that never grows beyond twice `limit` bytes. A line that cannot be written is lost, since
 * nobody is there to be told; the bridge goes on.
 */
export const createRotatingLog = (file: string, { limit = largestFile, now = Date.now } = {}) => {
  let size = existsSync(file) ? statSync(file).size : 0;
  return (text: string): void => {
    const lines = `${new Date(now()).toISOString()} ${text.trimEnd().replaceAll('\n', '\n    ')}\n`;
    try {
      if (size === 0) mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      if (size > 0 && size + lines.length > limit) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, lines, { mode: 0o600 });
      size += Buffer.byteLength(lines);
    } catch {
      size = 0;
    }
  };
};
