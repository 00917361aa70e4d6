import { createClient, type RedisClientType } from '@redis/client';
import type { Database, Lease, StoredWrite } from '../shared/database.ts';
import { createQuestionLine } from '../shared/question-line.ts';
import { LeaseLost, SharedStoreError } from '../shared/shared-store-error.ts';
import type { StoreTarget } from '../shared/store-target.ts';
import { isUntrustedCertificate } from '../shared/is-untrusted-certificate.ts';
import { NoAnswer, withDeadline } from '../shared/with-deadline.ts';
import { checkRedis } from './check-redis.ts';
import { acquireScript, listScript, renewScript, writeScript } from './redis-scripts.ts';

/** One hash tag, so that every key of a script lies on the same server. */
const prefix = '{kurrier}:';
const leasesKey = `${prefix}leases`;
const fenceKey = `${prefix}fence`;
const namespacePrefix = `${prefix}ns:`;
const namespaceKey = (namespace: string): string => namespacePrefix + namespace;

/** So many records a step of a walk asks for: pages of messages are some hundred kilobytes each. Of what ends somehow there are few. */
const walkStep = 50;
const searchStep = 1_000;
const longestPauseMs = 2_000;
/** One connection carries them all, one after the other; more would only wait there. */
const mostAsked = 32;

/** Records in one hash for each name space, leases in another. */
export const openRedis = async ({ uri, address, ca, deadlineMs }: StoreTarget): Promise<Database> => {
  const tls = uri.startsWith('rediss:') ? { tls: true as const, ...(ca && { ca: [...ca] }) } : {};
  let wasConnected = false;
  /** Who cannot prove to be the server will not do so in a moment; later on, whoever mends the certificate is waited for. */
  const reconnectStrategy = (tries: number, cause: Error): number | Error =>
    !wasConnected && isUntrustedCertificate(cause) ? cause : Math.min(100 * 2 ** tries, longestPauseMs);
  const client: RedisClientType = createClient({
    url: uri,
    // What was asked for while the server is away is refused, not done at some later time.
    disableOfflineQueue: true,
    pingInterval: deadlineMs,
    socket: { connectTimeout: deadlineMs, reconnectStrategy, ...tls },
  });
  // Each call tells its own caller; the client tries again by itself.
  let lastError: unknown;
  let connections = 0;
  client.on('ready', () => connections++);
  client.on('error', (error: unknown) => (lastError = error));

  const ask = createQuestionLine({
    address,
    most: mostAsked,
    deadlineMs,
    explain: (error) => explainRedis(address, error, client.isReady ? undefined : lastError),
  });
  const run = (script: string, keys: string[], args: string[], order?: Parameters<typeof ask>[1]): Promise<unknown> =>
    ask(() => client.eval(script, { keys, arguments: args }), order);
  const urgent = { isUrgent: true };

  const write = async (namespaces: string[], steps: string[], lease: Lease | undefined): Promise<void> => {
    const [name, holder, fence] = lease ? [lease.name, lease.holder, String(lease.fence)] : ['', '', ''];
    const done = await run(writeScript, [leasesKey, ...namespaces.map(namespaceKey)], [name, holder, fence, ...steps]);
    if (done !== 1 && lease) throw new LeaseLost(address, lease);
  };
  const renew = async (leases: readonly Lease[], durationMs: number): Promise<boolean[]> => {
    if (leases.length === 0) return [];
    const args = leases.flatMap(({ name, holder, fence }) => [name, holder, String(fence)]);
    return ((await run(renewScript, [leasesKey], [String(durationMs), ...args], urgent)) as number[]).map((answer) => answer === 1);
  };

  try {
    await withDeadline(client.connect(), deadlineMs);
    wasConnected = true;
  } catch (error) {
    client.destroy();
    throw explainRedis(address, error, lastError);
  }
  return {
    address,
    check: () => ask(() => checkRedis(client, address, prefix)),
    async read(namespace, keys) {
      if (keys.length === 0) return [];
      return (await ask(() => client.hmGet(namespaceKey(namespace), [...keys]))).map((value) => value ?? undefined);
    },
    async fencedWrite(writes, lease) {
      if (writes.length === 0) return;
      const namespaces = [...new Set(writes.map(({ namespace }) => namespace))];
      await write(
        namespaces,
        writes.flatMap((one) => stepOf(namespaces, one)),
        lease,
      );
    },
    clear: (namespace, lease) => write([namespace], ['1', '', 'c', ''], lease),
    async *walk(namespace, pattern) {
      const options = {
        COUNT: pattern?.suffix ? searchStep : walkStep,
        ...(pattern && { MATCH: `${asGlob(pattern.prefix ?? '')}?*${asGlob(pattern.suffix ?? '')}` }),
      };
      let cursor = '0';
      do {
        const step = await ask(() => client.hScan(namespaceKey(namespace), cursor, options));
        cursor = step.cursor;
        if (step.entries.length > 0) yield step.entries.map(({ field, value }): [string, string] => [field, value]);
      } while (cursor !== '0');
    },
    namespaces: () =>
      ask(async () => {
        const found = new Set<string>();
        for await (const keys of client.scanIterator({ MATCH: `${namespacePrefix}*`, COUNT: 1000 }))
          for (const key of keys) found.add(key.slice(namespacePrefix.length));
        return [...found].sort();
      }),
    async acquire(name, holder, durationMs) {
      const fence = await run(acquireScript, [leasesKey, fenceKey], [name, holder, String(durationMs)], urgent);
      return fence === null ? null : { name, holder, fence: Number(fence) };
    },
    renew,
    async release(leases) {
      await renew(leases, 0);
    },
    async leases() {
      const listed = (await run(listScript, [leasesKey], [], urgent)) as [string, string, number, number, number][];
      return listed.map(([name, holder, fence, version, isExpired]) => ({ name, holder, fence, version, isExpired: isExpired === 1 }));
    },
    connections: () => connections,
    async close() {
      client.destroy();
    },
  };
};

/** Characters that mean something in a pattern of Redis stand for themselves. */
const asGlob = (text: string): string => text.replaceAll(/[*?[\]\\^-]/g, '\\$&');

const stepOf = (namespaces: readonly string[], { namespace, key, value }: StoredWrite): string[] => [
  String(namespaces.indexOf(namespace) + 1),
  key,
  value === null ? '0' : '1',
  value ?? '',
];

/** The first word of an error is its kind (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors). */
const problems: Record<string, ConstructorParameters<typeof SharedStoreError>[1]> = {
  OOM: 'shared-store-full',
  MISCONF: 'shared-store-full',
  READONLY: 'shared-store-read-only',
  NOPERM: 'shared-store-read-only',
  NOAUTH: 'shared-store-refuses',
  WRONGPASS: 'shared-store-refuses',
};

const explainRedis = (address: string, error: unknown, connection: unknown): SharedStoreError => {
  const words = error instanceof Error ? error.message : String(error);
  const word = /^(?:ERR )?([A-Z]+)\b/.exec(words)?.[1] ?? '';
  const refusal = /WRONGPASS|NOAUTH|NOPERM/.exec(connection instanceof Error ? connection.message : '')?.[0];
  const isUntrusted = isUntrustedCertificate(error) || isUntrustedCertificate(connection);
  const problem =
    (isUntrusted ? 'shared-store-untrusted' : undefined) ??
    problems[word] ??
    (refusal ? problems[refusal] : undefined) ??
    'shared-store-away';
  const isUncertain = (error instanceof NoAnswer && !isUntrusted) || (problem === 'shared-store-away' && !/offline/i.test(words));
  return new SharedStoreError(address, problem, connection ?? error, isUncertain);
};
