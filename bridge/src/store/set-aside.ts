import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { writeAtomic } from '../files/write-atomic.ts';

/** The files that were put aside as damaged and are still there, the oldest first. */
export const findSetAside = (file: string): string[] => {
  const folder = path.dirname(file);
  const start = `${path.basename(file)}.damaged-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && !/-(?:wal|shm)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
};

/**
 * Keeps single records of a database that cannot be read in a file beside it, named as a whole one that was put aside; `files` belong to
 * them, and are moved beside it. Answers the name when everything is on the disk.
 */
export const setRecordsAside = async (
  file: string,
  records: readonly unknown[],
  files: readonly string[],
  now = new Date(),
): Promise<string> => {
  const name = freeName(`${file}.damaged-${stampOf(now)}-records.json`, ['']);
  await writeAtomic(name, `${JSON.stringify(records, null, 2)}\n`);
  for (const found of files.filter((one) => existsSync(one))) renameSync(found, freeName(`${name}.${path.basename(found)}`, ['']));
  return name;
};

const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/** The name, with a number behind it where something has it already. */
const freeName = (base: string, endings: readonly string[]): string => {
  let name = base;
  for (let count = 2; endings.some((ending) => existsSync(name + ending)); count += 1) name = `${base}-${count}`;
  return name;
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
  const name = freeName(`${file}.${what}-${stampOf(now)}`, parts);
  for (const part of there) renameSync(file + part, name + part);
  return name;
};
