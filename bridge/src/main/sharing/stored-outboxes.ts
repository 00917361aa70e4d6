import { OutboxRecord } from '../../send/outbox/outbox-record.ts';
import { recordKeysOf, recordPrefix } from '../../send/outbox/outbox-store.ts';
import type { Database, KeyPattern } from '../../store/shared/database.ts';

/**
 * What stands in the outbox of an account, read from the store now: for bridges that do not work on it. What cannot be read is left out;
 * whoever takes the account up sets it aside.
 */
export const createStoredOutboxes = (database: Pick<Database, 'walk'>) => {
  const read = async (accountId: string, pattern: KeyPattern): Promise<OutboxRecord[]> => {
    const records: OutboxRecord[] = [];
    // Contents of messages lie beside the records, and are not asked for.
    for await (const entries of database.walk(`outbox:${accountId}`, pattern))
      for (const [, text] of entries) {
        const record = OutboxRecord.safeParse(parse(text)).data;
        if (record) records.push(record);
      }
    return records;
  };
  return {
    list: (accountId: string): Promise<OutboxRecord[]> => read(accountId, { prefix: recordPrefix }),
    /** The server looks for it: one record is all that is transferred, however many there are. */
    find: async (accountId: string, id: string): Promise<OutboxRecord | undefined> =>
      (await read(accountId, recordKeysOf(id))).find(({ entry }) => entry.id === id),
  };
};

const parse = (text: string): unknown => {
  try {
    return (JSON.parse(text) as { value?: unknown } | null)?.value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
