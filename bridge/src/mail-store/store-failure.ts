import type { Failure } from '@kurrier/shared/failure/failure';

/** https://sqlite.org/rescode.html: those that people can do something about. */
const names: Record<number, string> = {
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
};

/** What a store that refuses to write is told as; null for any other error. */
export const toStoreFailure = (error: unknown): Failure | null => {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_SQLITE_ERROR') return null;
  const number = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 1;
  return { kind: 'local.store_failed', stage: 'unknown', leg: 'imap', confidence: 'certain', code: names[number] ?? `SQLITE_${number}` };
};
