import { storageProblems, type StorageProblem } from '@kurrier/shared/bridge/storage-problem';

/** SQLite's primary result codes (https://sqlite.org/rescode.html). */
const sqliteCodes: Record<number, StorageProblem> = {
  3: 'disk-read-only', // PERM
  5: 'store-busy', // BUSY
  6: 'store-busy', // LOCKED
  8: 'disk-read-only', // READONLY
  10: 'disk-failing', // IOERR
  11: 'store-damaged', // CORRUPT
  13: 'disk-full', // FULL
  14: 'disk-read-only', // CANTOPEN
  26: 'store-damaged', // NOTADB
};

/** The system's codes, as Node spells them (errno(3)). */
const systemCodes: Record<string, StorageProblem> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-read-only',
  EPERM: 'disk-read-only',
  ENOENT: 'disk-read-only',
  ENOTDIR: 'disk-read-only',
  EISDIR: 'disk-read-only',
  ENODEV: 'disk-failing',
  ENXIO: 'disk-failing',
  EIO: 'disk-failing',
  EBADMSG: 'disk-failing',
  EUCLEAN: 'disk-failing',
  ESTALE: 'disk-failing',
  ETXTBSY: 'store-busy',
  EBUSY: 'store-busy',
  EMFILE: 'files-exhausted',
  ENFILE: 'files-exhausted',
};

/** Calls of the system that are about the network: the same codes mean something else there. */
const networkCalls = new Set(['connect', 'bind', 'listen', 'accept', 'getaddrinfo', 'spawn', 'kill']);

/**
 * The one translation of what SQLite, the system or a store's server says when something cannot be read or written, whatever the error is
 * wrapped in; null for every other error.
 */
export const storageProblemOf = (error: unknown): StorageProblem | null => {
  // A cause that leads back to itself would be followed for ever.
  for (let depth = 0, found = error; depth < 8 && found instanceof Error; depth += 1, found = found.cause) {
    const named = 'storageProblem' in found ? storageProblems.find((one) => one === found.storageProblem) : undefined;
    const problem = named ?? judge(found as NodeJS.ErrnoException & { errcode?: unknown });
    if (problem) return problem;
  }
  return null;
};

const judge = ({ code, syscall, errcode }: { code?: unknown; syscall?: string; errcode?: unknown }): StorageProblem | null => {
  // The lower byte is the primary code, whatever the extended one adds.
  if (code === 'ERR_SQLITE_ERROR') return (typeof errcode === 'number' && sqliteCodes[errcode & 0xff]) || null;
  if (typeof code !== 'string' || syscall === undefined || networkCalls.has(syscall.split(' ')[0]!)) return null;
  return systemCodes[code] ?? null;
};
