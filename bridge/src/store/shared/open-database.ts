import type { Database } from './database.ts';
import type { StoreTarget } from './store-target.ts';

/** Connects to a store's server. The clients are loaded only here: who has no such store does not pay for them. */
export const openDatabase = async (target: StoreTarget): Promise<Database> =>
  target.kind === 'redis'
    ? (await import('../redis/redis-database.ts')).openRedis(target)
    : (await import('../postgres/postgres-database.ts')).openPostgres(target);
