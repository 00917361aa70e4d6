import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

const prefix = 'scratch-';

/** Whether a folder is one that a process made for itself and left behind when it was killed. */
export const isScratchFolder = (name: string): boolean => new RegExp(`^${prefix}[a-zA-Z0-9]{6}$`).test(name);

/** A new folder in another, on the same disk and for its owner only, that is gone with all in it when it is disposed of. */
export const createScratchFolder = async (parent: string): Promise<AsyncDisposable & { path: string }> => {
  const folder = await mkdtemp(path.join(parent, prefix));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};
