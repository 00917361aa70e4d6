import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';

/** What starts the bridge with the session. */
export const StartedBy = z.enum(['systemd', 'autostart', 'launchd', 'task-scheduler']);
export type StartedBy = z.infer<typeof StartedBy>;

/** What an installation made, in the order it was made; enough to take all of it back. */
const Manifest = z.object({
  version: z.literal(1),
  program: z.object({ folder: z.string(), version: z.string(), nodeOptions: z.array(z.string()) }),
  startedBy: StartedBy,
  /** Folders that were not there before. */
  folders: z.array(z.string()),
  /** `before`: what was there, base64; null where nothing was. */
  files: z.array(z.object({ path: z.string(), sha256: z.string(), before: z.nullable(z.string()) })),
  /** Keys of the registry of Windows. */
  registryKeys: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** The list cannot be read, or a newer version wrote it: nothing may be installed over it, or removed by it. */
export interface ManifestUnreadable {
  kind: 'manifest-unreadable';
  path: string;
}

const fileIn = (store: string): string => path.join(store, 'installed.json');

/** What is installed for the user of this data folder; null where nothing is. */
export const readManifest = async (store: string): Promise<Outcome<Manifest | null, ManifestUnreadable>> => {
  const refused = fail({ kind: 'manifest-unreadable' as const, path: fileIn(store) });
  const text = await readPrivateFile(fileIn(store));
  if (!text.ok) return refused;
  if (text.value === null) return succeed(null);
  try {
    const parsed = Manifest.safeParse(JSON.parse(text.value));
    return parsed.success ? succeed(parsed.data) : refused;
  } catch (error) {
    if (error instanceof SyntaxError) return refused;
    throw error;
  }
};

/** Written before each thing that is made, so that an installation that is cut short can be taken back as well. */
export const writeManifest = (store: string, manifest: Manifest): Promise<void> => writeAtomic(fileIn(store), JSON.stringify(manifest));

export const removeManifest = (store: string): Promise<void> => rm(fileIn(store), { force: true });
