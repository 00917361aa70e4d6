import type * as z from 'zod/mini';
import { createQueue } from '../async/serial-queue.ts';
import type { Records } from './key-value-records.ts';

/**
 * What is kept beside the messages of a mailbox and is worth nothing without them. When these are forgotten, it goes first; and what was
 * begun before that, and comes later, is not written any more: by then the same UID may be another message.
 */
export interface DerivedRecords {
  /** Another number each time everything was forgotten. */
  generation(): number;
  get(key: string): Promise<string | undefined>;
  /** Writes, in this order, unless everything was forgotten since `generation`; false then. */
  write(generation: number, entries: readonly (readonly [key: string, value: string])[]): Promise<boolean>;
  remove(keys: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

/** Opens them in a name space of their own. */
export const openDerivedRecords = (records: Records<string>): DerivedRecords => {
  const inTurn = createQueue();
  let generation = 1;
  return {
    generation: () => generation,
    get: (key) => records.get(key),
    write: (begun, entries) =>
      inTurn(async () => {
        if (begun !== generation) return false;
        for (const [key, value] of entries) await records.set(key, value);
        return true;
      }),
    remove: (keys) =>
      inTurn(async () => {
        if (keys.length > 0) await records.deleteMany([...keys]);
      }),
    clear: () =>
      inTurn(async () => {
        generation++;
        await records.clear();
      }),
  };
};

/** What a record is that is not sealed; undefined where it is not there, or damaged: both can be made anew. */
export const parseStored = <Schema extends z.ZodMiniType>(schema: Schema, stored: string | undefined): z.output<Schema> | undefined => {
  if (stored === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(stored)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
