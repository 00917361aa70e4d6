import type { Report } from '../async/report.ts';
import { AccountRecord } from './account-record.ts';

/** The part of a Keyv that accounts are kept in. */
export interface KeyValue {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<boolean>;
  delete(key: string): Promise<boolean>;
  iterator(): AsyncGenerator<[string, unknown], void>;
}

export interface AccountRecords {
  get(id: string): Promise<AccountRecord | undefined>;
  set(record: AccountRecord): Promise<void>;
  delete(id: string): Promise<void>;
  /** In the order in which the accounts were added. A damaged record is reported and left out, never repaired by guessing. */
  list(): Promise<AccountRecord[]>;
  /** Every account that there is something of, a damaged record too. */
  ids(): Promise<string[]>;
  /** Whether every record can be read: what a damaged one holds is not to be given up. */
  isWhole(): Promise<boolean>;
}

/** Accounts over a key-value store; whatever is read is parsed, because files can be edited. */
export const createAccountRecords = ({ store, report }: { store: KeyValue; report: Report }): AccountRecords => {
  const parse = (id: string, value: unknown): AccountRecord | undefined => {
    if (value === undefined) return undefined;
    const parsed = AccountRecord.safeParse(value);
    if (!parsed.success) report(`the record of account ${id} is damaged and was left alone`);
    return parsed.data;
  };
  return {
    get: async (id) => parse(id, await store.get(id)),
    set: async (record) => {
      await store.set(record.id, record);
    },
    delete: async (id) => {
      await store.delete(id);
    },
    async ids() {
      const ids: string[] = [];
      for await (const [id] of store.iterator()) ids.push(id);
      return ids;
    },
    async isWhole() {
      for await (const [id, value] of store.iterator()) if (!parse(id, value)) return false;
      return true;
    },
    async list() {
      const records: AccountRecord[] = [];
      for await (const [id, value] of store.iterator()) {
        const record = parse(id, value);
        if (record) records.push(record);
      }
      return records.toSorted((a, b) => a.createdAt - b.createdAt);
    },
  };
};
