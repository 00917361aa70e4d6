import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** The files that were put aside as damaged and are still there, the oldest first. */
export const findSetAside = (file: string): string[] => {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.damaged-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && !/-(?:wal|shm)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
};

/** What belongs to a database beside its file: the log must never be read with another file. */
const parts = ['', '-wal', '-shm'];

/**
 * Renames a database with its log, whatever there is of them, to a name that says what it is and when it was put there, and answers that
 * name, null where there was nothing; what has such a name already is not overwritten. The database must be closed.
 */
export const setAside = (file: string, what: 'damaged' | 'replaced', now = new Date()): string | null => {
  const there = parts.filter((part) => existsSync(file + part));
  if (there.length === 0) return null;
  const base = `${file}.${what}-${now.toISOString().slice(0, 19).replaceAll(':', '-')}`;
  let name = base;
  for (let count = 2; parts.some((part) => existsSync(name + part)); count += 1) name = `${base}-${count}`;
  for (const part of there) renameSync(file + part, name + part);
  return name;
};
