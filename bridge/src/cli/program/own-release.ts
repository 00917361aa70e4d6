import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { Release } from '../../install/install-program.ts';

/** What a release says of itself, beside its bundle. `managedBy`: who installs, updates and removes it, where that is not Kurrier. */
const ReleaseFile = z.object({ version: z.string(), nodeOptions: z.array(z.string()), managedBy: z.optional(z.literal('dpkg')) });

/** The release in a folder; null where there is none. Throws where its own description of itself is broken. */
export const readRelease = (folder: string): (Release & { managedBy: 'dpkg' | undefined }) | null => {
  const file = path.join(folder, 'program.json');
  if (!existsSync(file) || !existsSync(path.join(folder, 'kurrier.mjs'))) return null;
  const { version, nodeOptions, managedBy } = ReleaseFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { folder, version, nodeOptions, managedBy, runtime: process.execPath };
};

/** The release that runs; null where it is the source. Of a bundle, every module is in the same file. */
export const ownRelease = () => readRelease(import.meta.dirname);
