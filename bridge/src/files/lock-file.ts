import { link, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from './private-file.ts';
import { writeAtomic } from './write-atomic.ts';

/** Which process runs the bridge of this data folder; the port is 0 while it starts. */
const Lock = z.strictObject({ pid: z.int(), port: z.int(), bridgeId: z.string(), since: z.number() });
export type Lock = z.infer<typeof Lock>;

export interface HeldLock {
  /** Says where the bridge can be reached. */
  setPort: (port: number) => Promise<void>;
  release: () => Promise<void>;
}

const longestStartMs = 30_000;

/**
 * Takes the lock of a data folder, or says which process has it. A lock whose process is gone, or whose port no longer answers
 * as that bridge (`isAlive`), is taken over: process ids are used again.
 */
export const takeLock = async (
  file: string,
  bridgeId: string,
  isAlive: (lock: Lock) => Promise<boolean>,
): Promise<Outcome<HeldLock, { kind: 'running'; lock: Lock } | PermissionProblem>> => {
  const mine: Lock = { pid: process.pid, port: 0, bridgeId, since: Date.now() };
  for (;;) {
    if (await createWhole(file, JSON.stringify(mine))) break;
    const found = await readLock(file);
    if (!found.ok) return found;
    if (found.value && (await isHeld(found.value, isAlive))) return fail({ kind: 'running', lock: found.value });
    await rm(file, { force: true });
  }
  return succeed({
    setPort: (port) => writeAtomic(file, JSON.stringify({ ...mine, port })),
    release: async () => {
      const found = await readLock(file);
      if (found.ok && found.value?.pid === process.pid) await rm(file, { force: true });
    },
  });
};

/** The lock as it stands; null where there is none, or one that cannot be read. */
export const readLock = async (file: string): Promise<Outcome<Lock | null, PermissionProblem>> => {
  const text = await readPrivateFile(file);
  if (!text.ok) return text;
  try {
    return succeed(Lock.safeParse(JSON.parse(text.value ?? 'null')).data ?? null);
  } catch (error) {
    if (error instanceof SyntaxError) return succeed(null);
    throw error;
  }
};

/** Creates a file with all its contents, unless there is one: a link to it either appears or does not. */
const createWhole = async (file: string, text: string): Promise<boolean> => {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
};

const isHeld = async (lock: Lock, isAlive: (lock: Lock) => Promise<boolean>): Promise<boolean> => {
  if (lock.pid === process.pid || !isProcess(lock.pid)) return false;
  return lock.port === 0 ? Date.now() - lock.since < longestStartMs : isAlive(lock);
};

const isProcess = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
