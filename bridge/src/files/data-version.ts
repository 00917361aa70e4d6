import path from 'node:path';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from './private-file.ts';
import { writeAtomic } from './write-atomic.ts';

/** How data folders are laid out by this version. A change that an older version would misread raises it. */
export const dataVersion = 1;

const DataFile = z.object({ version: z.int().check(z.positive()) });

/** `version` is of a newer program; null where the file that says it cannot be read, so that it might be one. */
export interface DataTooNew {
  kind: 'data-too-new';
  path: string;
  version: number | null;
}

const pathIn = (folder: string): string => path.join(folder, 'data.json');

/**
 * The version that a data folder was last used by; 0 where it was never said, as before there was one. Refuses one that is not known here;
 * writes nothing.
 */
export const readDataVersion = async (folder: string): Promise<Outcome<number, DataTooNew | PermissionProblem>> => {
  const text = await readPrivateFile(pathIn(folder));
  if (!text.ok) return text;
  if (text.value === null) return succeed(0);
  const version = parse(text.value);
  return version !== null && version <= dataVersion ? succeed(version) : fail({ kind: 'data-too-new', path: pathIn(folder), version });
};

/** Says in a data folder that it is laid out as this version does it. */
export const writeDataVersion = (folder: string): Promise<void> =>
  writeAtomic(pathIn(folder), `${JSON.stringify({ version: dataVersion })}\n`);

const parse = (text: string): number | null => {
  try {
    return DataFile.safeParse(JSON.parse(text)).data?.version ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
