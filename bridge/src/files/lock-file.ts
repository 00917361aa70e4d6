import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { checkPrivateFile, readPrivateFile, type PermissionProblem } from './private-file.ts';
import { isProcessLockHeld, takeProcessLock } from './process-lock.ts';
import { writeAtomic } from './write-atomic.ts';

/** What the process that runs the bridge of a data folder says of itself; the port is 0, and the id empty, while it starts. */
const Lock = z.strictObject({ pid: z.int(), port: z.int(), bridgeId: z.string(), since: z.number() });
export type Lock = z.infer<typeof Lock>;

/**
 * Another process has the data folder. `lock` is what it says of itself, null where it has not; `answers` whether a bridge is to be found
 * there.
 */
export interface AlreadyRunning {
  kind: 'running';
  lock: Lock | null;
  answers: boolean;
}

export interface HeldLock {
  /** Says where the bridge can be reached. */
  publish: (place: Pick<Lock, 'port' | 'bridgeId'>) => Promise<void>;
  release: () => Promise<void>;
}

/**
 * Takes the lock of a data folder, or says which process has it. The system holds it for as long as the process lives: one that is
 * suspended or busy keeps it, and none has to be judged dead by what the file says. Only whoever answers as that bridge (`isAnswering`)
 * counts without the system's lock: a bridge of a version that knew the file alone.
 */
export const takeLock = async (
  file: string,
  isAnswering: (lock: Lock) => Promise<boolean>,
): Promise<Outcome<HeldLock, AlreadyRunning | PermissionProblem>> => {
  const checked = await checkPrivateFile(systemLockOf(file));
  if (!checked.ok) return checked;
  const found = await readLock(file);
  if (!found.ok) return found;
  const systemLock = takeProcessLock(systemLockOf(file));
  if (!systemLock) {
    const holder = await readHolder(file);
    return fail({ kind: 'running', lock: holder, answers: holder !== null && holder.port !== 0 && (await isAnswering(holder)) });
  }
  try {
    const older = found.value;
    if (older && older.pid !== process.pid && older.port !== 0 && isProcess(older.pid) && (await isAnswering(older))) {
      systemLock.release();
      return fail({ kind: 'running', lock: older, answers: true });
    }
    const mine: Lock = { pid: process.pid, port: 0, bridgeId: '', since: Date.now() };
    await writeAtomic(file, JSON.stringify(mine));
    return succeed({
      publish: (place) => writeAtomic(file, JSON.stringify({ ...mine, ...place })),
      release: async () => {
        await rm(file, { force: true });
        systemLock.release();
      },
    });
  } catch (error) {
    systemLock.release();
    throw error;
  }
};

/** What the lock file says; null where there is none, or one that cannot be read. */
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

/** The process that holds the lock of a data folder; `lock` is null where it has not said who it is. Null: nobody holds it. */
export const findHolder = async (file: string): Promise<{ lock: Lock | null } | null> =>
  isProcessLockHeld(systemLockOf(file)) ? { lock: await readHolder(file) } : null;

/** Who holds the lock now: what a process left behind that is gone names somebody else. */
const readHolder = async (file: string): Promise<Lock | null> => {
  const found = await readLock(file);
  return found.ok && found.value && isProcess(found.value.pid) ? found.value : null;
};

/** Not the file that names the process: that one is replaced, and locks are on files, not on names. */
const systemLockOf = (file: string): string => path.join(path.dirname(file), 'in-use.sqlite');

const isProcess = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
