import * as z from 'zod/mini';
import { Failure } from '@kurrier/shared/failure/failure';
import { ChangeAction, ChangeRefusal } from '@kurrier/shared/mail/pending-change';
import { createQueue } from '../async/serial-queue.ts';

/** A message of a change: how it is found again where its UID is no longer there. */
const ChangedMessage = z.object({ uid: z.number(), messageId: z.nullable(z.string()) });

/** A change as it is kept. */
export const StoredChange = z.object({
  id: z.string(),
  mailboxId: z.string(),
  uidValidity: z.number(),
  messages: z.array(ChangedMessage),
  action: ChangeAction,
  subject: z.string(),
  at: z.number(),
  /**
   * Where messages are taken elsewhere: set before the server is first told, so that it can be seen afterwards whether it did. New messages
   * of the target have UIDs from `uidNext` on.
   */
  attempt: z.optional(z.object({ targetUidValidity: z.number(), uidNext: z.number() })),
  failed: z.optional(z.object({ refusal: ChangeRefusal, failure: z.optional(Failure) })),
});
export type StoredChange = z.infer<typeof StoredChange>;

/** The changes of one account, as one record. */
const StoredChanges = z.array(StoredChange);

/** The part of a durable name space that they lie in. */
export interface DurableRecords {
  get(key: string): Promise<unknown>;
  setMany(entries: { key: string; value: unknown }[]): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  sync(): Promise<void>;
}

export type ReadChanges = () => Promise<readonly StoredChange[]>;

/** The changes of each account, in the order that they were made in. What resolves survives a power cut. */
export interface ChangeRecords {
  list(accountId: string): Promise<readonly StoredChange[]>;
  change(accountId: string, change: (before: readonly StoredChange[]) => readonly StoredChange[]): Promise<void>;
  forget(accountId: string): Promise<void>;
  /** Writes an account's by other means, while nothing else writes them; `read`: as they are in the store now. Reads them anew afterwards. */
  writtenBy<Value>(accountId: string, work: (read: ReadChanges) => Promise<Value>): Promise<Value>;
  /** Reads an account's anew when they are next wanted: somebody else may have written them. */
  readAnew(accountId: string): void;
}

/** Opens them; a record that is damaged counts as empty, and is said by `report`. */
export const openChangeRecords = (records: DurableRecords, report: (problem: string) => void): ChangeRecords => {
  const inTurn = createQueue();
  const known = new Map<string, readonly StoredChange[]>();

  const readStored = async (accountId: string): Promise<readonly StoredChange[]> => {
    const stored = await records.get(accountId).catch(damagedText);
    const parsed = stored === undefined ? { success: true as const, data: [] } : StoredChanges.safeParse(stored);
    if (!parsed.success) report('changes that were waiting for a server could not be read');
    return parsed.success ? parsed.data : [];
  };
  const list = async (accountId: string): Promise<readonly StoredChange[]> => {
    const found = known.get(accountId) ?? (await readStored(accountId));
    known.set(accountId, found);
    return found;
  };

  return {
    list,
    change: (accountId, change) =>
      inTurn(async () => {
        const before = await list(accountId);
        const after = change(before);
        if (after === before) return;
        if (after.length === 0) await records.deleteMany([accountId]);
        else await records.setMany([{ key: accountId, value: after }]);
        await records.sync();
        known.set(accountId, after);
      }),
    readAnew: (accountId) => void known.delete(accountId),
    writtenBy: (accountId, work) => inTurn(() => work(() => readStored(accountId)).finally(() => known.delete(accountId))),
    forget: (accountId) =>
      inTurn(async () => {
        known.delete(accountId);
        await records.deleteMany([accountId]);
      }),
  };
};

/** Of a record that is no JSON; what else keeps one from being read does not say that it is damaged. */
const damagedText = (error: unknown): null => {
  if (error instanceof SyntaxError) return null;
  throw error;
};
