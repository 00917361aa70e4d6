import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from './open-store.ts';
import { setAside } from './set-aside.ts';

/** How many starts can be gone back to. */
const mostBackups = 5;
const pattern = /^accounts-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3})\.sqlite$/;

export interface Backup {
  name: string;
  /** When it was made (UTC): `2026-11-30T03-45-10-123`. */
  at: string;
  /** How many accounts are in it. */
  accounts: number;
}

/**
 * The backups of the accounts' store in a folder beside it, the newest first. They are as private as the store: passwords in them are
 * sealed.
 */
export const createBackups = (folder: string) => {
  const pathOf = (name: string): string => path.join(folder, name);
  const names = (): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => pattern.test(name)) : []).sort().reverse();

  return {
    list: (): Backup[] => names().map((name) => ({ name, at: pattern.exec(name)![1]!, accounts: countAccounts(pathOf(name)) })),

    /** Adds one of this store, where something in it is another than in the newest, and drops those that are too many. */
    make(store: Pick<Store, 'copyTo'>, now = new Date()): void {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = pathOf(`accounts-${now.toISOString().slice(0, 23).replaceAll(/[:.]/g, '-')}.sqlite`);
      const temporary = `${file}.tmp`;
      try {
        for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(pathOf(name));
        closeSync(openSync(temporary, 'wx', 0o600));
        store.copyTo(temporary);
        const [newest] = names();
        if (newest !== undefined && read(pathOf(newest), digest) === read(temporary, digest)) return;
        flush(temporary);
        renameSync(temporary, file);
      } finally {
        rmSync(temporary, { force: true });
      }
      for (const name of names().slice(mostBackups)) rmSync(pathOf(name));
    },

    /** Takes an account out of all of them: removed means removed. */
    forgetAccount(id: string): void {
      for (const name of names()) {
        const database = new DatabaseSync(pathOf(name));
        try {
          database.exec('PRAGMA secure_delete = ON');
          database.prepare("DELETE FROM entries WHERE namespace = 'accounts' AND key = ?").run(id);
        } finally {
          database.close();
        }
      }
    },

    /** Drops all of them: what is sealed in them under a former key is not to be kept. */
    clear(): void {
      for (const name of names()) rmSync(pathOf(name));
    },

    /** Puts one in the place of the store, which is kept beside it under another name; answers that name, null where there was none. */
    restore(name: string, file: string): string | null {
      const temporary = `${file}.restoring`;
      copyFileSync(pathOf(name), temporary);
      flush(temporary);
      const kept = setAside(file, 'replaced');
      renameSync(temporary, file);
      return kept;
    },
  };
};
export type Backups = ReturnType<typeof createBackups>;

const read = <Value>(file: string, look: (database: DatabaseSync) => Value): Value => {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
};

/** How many accounts are in a store's file. Throws what SQLite does where it cannot be read. */
export const countAccounts = (file: string): number =>
  read(file, (database) => Number(database.prepare("SELECT count(*) AS count FROM entries WHERE namespace = 'accounts'").get()?.['count']));

const digest = (database: DatabaseSync): string => {
  const hash = createHash('sha256');
  for (const row of database.prepare('SELECT namespace, key, value FROM entries ORDER BY namespace, key').iterate())
    hash.update(JSON.stringify(row));
  return hash.digest('hex');
};

const flush = (file: string): void => {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
