import * as z from 'zod/mini';
import type { OpenRecords } from '../../mail-store/key-value-records.ts';

/** Whose mail there is: noted before any of it is written, so that what a crash left of a removed account is found. */
export interface MailOwners {
  list(): Promise<readonly string[]>;
  add(accountId: string): Promise<void>;
  remove(accountId: string): Promise<void>;
}

export const createMailOwners = (open: OpenRecords): MailOwners => {
  const records = open<string[]>('mail', (_, stored) => z.array(z.string()).parse(stored));
  const list = async (): Promise<string[]> => (await records.get('accounts')) ?? [];
  return {
    list,
    async add(accountId) {
      const before = await list();
      if (!before.includes(accountId)) await records.set('accounts', [...before, accountId]);
    },
    async remove(accountId) {
      const before = await list();
      const after = before.filter((id) => id !== accountId);
      if (after.length !== before.length) await records.set('accounts', after);
    },
  };
};

/** Where the accounts are shared out, the name spaces of the store itself say it. */
export const noMailOwners: MailOwners = { list: async () => [], add: async () => {}, remove: async () => {} };
