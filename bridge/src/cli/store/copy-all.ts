import { createHash } from 'node:crypto';
import { copyMark } from '../../main/data/open-accounts-store.ts';
import { handedOver } from '../../main/sharing/handed-over.ts';
import type { CopyPlace, LongMessage } from './copy-place.ts';

const { namespace: markNamespace, key: markKey } = copyMark;

export interface CopyResult {
  namespaces: number;
  records: number;
  longMessages: number;
  /** Name spaces that an earlier try had brought over whole. */
  already: number;
}

/** Why nothing is copied, or not to its end. */
export type CopyRefusal =
  | { kind: 'not-empty' }
  | { kind: 'handed-over' }
  | { kind: 'half-copied' }
  | { kind: 'other-copy'; from: string }
  | { kind: 'differs'; namespace: string };

/** How many records a name space has, and what they are, whatever the order they come in. */
interface Sum {
  count: number;
  digest: string;
}

/**
 * Copies everything from one place to another, name space by name space, and compares them by count and digest afterwards. A copy that was
 * cut short is gone on with: what is equal already is left alone. Nothing is written into the source.
 */
export const copyAll = async (from: CopyPlace, to: CopyPlace, tell: (namespace: string) => void): Promise<CopyResult | CopyRefusal> => {
  if ((await readMark(from)) !== undefined) return { kind: 'half-copied' };
  const begun = await readMark(to);
  const there = (await to.namespaces()).filter((name) => name !== markNamespace);
  if (begun === undefined && there.length > 0) return { kind: 'not-empty' };
  if (begun !== undefined && begun !== from.address) return { kind: 'other-copy', from: begun };
  const names = await from.namespaces();
  // A bridge on a folder takes nothing over: it would be lost.
  if (!to.isShared && names.includes(handedOver.namespace)) return { kind: 'handed-over' };
  await to.write(markNamespace, [[markKey, JSON.stringify({ value: from.address })]]);
  for (const stale of there) if (!names.includes(stale)) await to.clear(stale);
  const result: CopyResult = { namespaces: names.length, records: 0, longMessages: 0, already: 0 };
  for (const namespace of names) {
    tell(namespace);
    const wanted = await sumOf(from, namespace);
    result.records += wanted.count;
    if (there.includes(namespace) && isSame(await sumOf(to, namespace), wanted)) {
      result.already++;
      continue;
    }
    await to.clear(namespace);
    for await (const entries of from.walk(namespace)) await to.write(namespace, entries);
    if (!isSame(await sumOf(to, namespace), wanted)) return { kind: 'differs', namespace };
  }
  for (const message of await from.longMessages()) {
    result.longMessages++;
    await to.keepLong(message, from.readLong(message));
    if ((await digestOf(from, message)) !== (await digestOf(to, message)))
      return { kind: 'differs', namespace: `outbox:${message.accountId}` };
  }
  await to.finish();
  await to.clear(markNamespace);
  return result;
};

const readMark = async (place: CopyPlace): Promise<string | undefined> => {
  for await (const entries of place.walk(markNamespace))
    for (const [key, value] of entries) if (key === markKey) return (JSON.parse(value) as { value: string }).value;
  return undefined;
};

const isSame = (one: Sum, other: Sum): boolean => one.count === other.count && one.digest === other.digest;

/** What is under way has numbers that are each place's own: what stands there is what counts. */
const nameOf = (key: string): string => (key.startsWith('begun:') ? 'begun' : key);

const sumOf = async (place: CopyPlace, namespace: string): Promise<Sum> => {
  const sum = Buffer.alloc(32);
  const seen = new Set<string>();
  for await (const entries of place.walk(namespace))
    for (const [key, value] of entries) {
      if (seen.has(key)) continue;
      seen.add(key);
      const digest = createHash('sha256')
        .update(JSON.stringify([nameOf(key), value]))
        .digest();
      for (let at = 0; at < sum.length; at++) sum[at]! ^= digest[at]!;
    }
  return { count: seen.size, digest: sum.toString('hex') };
};

const digestOf = async (place: CopyPlace, message: LongMessage): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of place.readLong(message)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};
