import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { readPrivateFile } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';

/** What blocked the event loop, as the watchdog's thread writes it down: the name of the work, and when. */
const BlockedWork = z.array(z.object({ work: z.string(), at: z.number() }));

/** Once may be anything; what blocks the bridge again would do so at every start. */
const mostBlocks = 2;

/** The file that the watchdog writes. */
export const blockedWorkFile = (folder: string): string => path.join(folder, 'blocked-work.json');

/** Names the work that has blocked the bridge twice, and forgets about it: whoever sets it aside remembers it. */
export const takeRepeatedBlocks = async (folder: string): Promise<string[]> => {
  const file = blockedWorkFile(folder);
  const text = await readPrivateFile(file);
  const entries = text.ok && text.value !== null ? parse(text.value) : [];
  const counts = Map.groupBy(entries, ({ work }) => work);
  const repeated = [...counts].flatMap(([work, times]) => (work !== '' && times.length >= mostBlocks ? [work] : []));
  if (repeated.length === 0) return [];
  const left = entries.filter(({ work }) => !repeated.includes(work));
  if (left.length === 0) await rm(file, { force: true });
  else await writeAtomic(file, JSON.stringify(left));
  return repeated;
};

const parse = (text: string): z.infer<typeof BlockedWork> => {
  try {
    return BlockedWork.safeParse(JSON.parse(text)).data ?? [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
};
