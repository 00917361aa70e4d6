import type { RedisClientType } from '@redis/client';
import type { DatabaseCheck, SendingRefusal } from '../shared/database.ts';
import { refuseServer } from '../shared/shared-store-error.ts';

const oldestMajor = 6;
/** Written by the first bridge that uses the store; says whose the keys beside it are. */
const mark = JSON.stringify({ program: 'kurrier', version: 1 });

const lineOf = (info: string, name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';

/** Whether this Redis can be used under a prefix, and sent from. Throws a `SharedStoreError` where it cannot be used. */
export const checkRedis = async (client: RedisClientType, address: string, prefix: string): Promise<DatabaseCheck> => {
  const info = await client.info();
  const version = lineOf(info, 'redis_version');
  if (!(Number.parseInt(version, 10) >= oldestMajor))
    throw refuseServer(address, 'shared-store-unfit', `Redis ${oldestMajor} or newer is needed, this is ${version || 'of no version'}`);
  if (lineOf(info, 'role') === 'slave') throw refuseServer(address, 'shared-store-read-only', 'this is a copy that is only read');
  if (lineOf(info, 'cluster_enabled') === '1') throw refuseServer(address, 'shared-store-unfit', 'a cluster is not supported');
  const marked = await client.get(`${prefix}store`);
  if (marked !== null && marked !== mark) throw refuseServer(address, 'shared-store-foreign', 'a newer version has used it');
  if (marked === null && (await hasForeignKeys(client, prefix)))
    throw refuseServer(address, 'shared-store-foreign', `keys of another program begin with ${prefix}`);
  await client.set(`${prefix}store`, mark);
  return { server: `Redis ${version}`, sendingRefusal: await findSendingRefusal(client) };
};

const hasForeignKeys = async (client: RedisClientType, prefix: string): Promise<boolean> => {
  for await (const keys of client.scanIterator({ MATCH: `${prefix}*`, COUNT: 1000 })) if (keys.length > 0) return true;
  return false;
};

/** With anything but `always` the last second is lost with the server; with an eviction policy, whatever it likes. */
const findSendingRefusal = async (client: RedisClientType): Promise<SendingRefusal | null> => {
  let settings: Record<string, string>;
  try {
    settings = await client.configGet(['appendonly', 'appendfsync', 'maxmemory-policy']);
  } catch {
    // Hosted servers do not tell; then it is not known.
    return 'settings-unreadable';
  }
  if (settings['appendonly'] === undefined || settings['appendfsync'] === undefined || settings['maxmemory-policy'] === undefined)
    return 'settings-unreadable';
  if (settings['appendonly'] !== 'yes' || settings['appendfsync'] !== 'always') return 'not-flushed';
  return settings['maxmemory-policy'] === 'noeviction' ? null : 'may-evict';
};
