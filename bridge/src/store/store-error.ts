import path from 'node:path';

/** What SQLite, or the system below it, said of one database; the cause is what was thrown there. */
export class StoreError extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(`${path.basename(file)}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.file = file;
  }
}

/** A database that opens and cannot be what it should be: as SQLite says it of one whose pages it cannot follow. */
export const corrupt = (message: string): Error => Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode: 11 });
