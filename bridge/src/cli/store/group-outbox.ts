import type { Database } from '../../store/shared/database.ts';

/** A record of the outbox that names no message: whose it is cannot be said. */
export class OutboxDamaged extends Error {}

/**
 * Which keys of a data folder's one outbox are about messages of which account: a shared store has an outbox for each. Throws
 * `OutboxDamaged` where one cannot be read; a bridge that starts on the folder puts such records aside.
 */
export const groupOutbox = async (database: Pick<Database, 'walk'>): Promise<Map<string, string[]>> => {
  const accountOf = new Map<string, string>();
  const others: [id: string, key: string][] = [];
  const groups = new Map<string, string[]>();
  const add = (accountId: string, key: string): void => {
    const keys = groups.get(accountId) ?? [];
    keys.push(key);
    groups.set(accountId, keys);
  };
  for await (const entries of database.walk('outbox'))
    for (const [key, value] of entries) {
      if (key.startsWith('record:')) {
        const { entry } = parse(key, value) as { entry?: { id?: string; accountId?: string } };
        if (!entry?.id || !entry.accountId) throw new OutboxDamaged(key);
        accountOf.set(entry.id, entry.accountId);
        add(entry.accountId, key);
      } else if (key.startsWith('begun:')) others.push([(parse(key, value) as { id?: string }).id ?? '', key]);
      else others.push([/^content:[^-]+-(.+)$/.exec(key)?.[1] ?? '', key]);
    }
  // A slot of what is settled and forgotten by now, and contents without a record, are worth nothing.
  for (const [id, key] of others) if (accountOf.has(id)) add(accountOf.get(id)!, key);
  return groups;
};

const parse = (key: string, text: string): object => {
  try {
    const { value } = JSON.parse(text) as { value?: unknown };
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new OutboxDamaged(key);
};
