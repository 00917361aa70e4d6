import type { Account } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { expect, test, vi } from 'vitest';
import { createMailSync } from './create-mail-sync.ts';
import type { OpenRecords } from '../../mail-store/key-value-records.ts';

const settings = { host: 'imap.x.example', port: 993, username: 'ann', secure: true, allowUnencrypted: false };
const accountOf = (id: string): Account => ({ id, imap: { settings, status: { state: 'verified' } } }) as unknown as Account;
const aborted: Failure = { kind: 'net.timeout', stage: 'connect', leg: 'imap', confidence: 'certain' };

/** A sync over a store in memory, whose attempts to connect hang until they are told to end. */
const start = (
  isFull: (namespace: string) => boolean = () => false,
  spaces = new Map<string, Map<string, unknown>>(),
  refusal?: Failure,
) => {
  const open = ((namespace: string) => {
    const values = spaces.get(namespace) ?? new Map<string, unknown>();
    spaces.set(namespace, values);
    return {
      get: async (key: string) => values.get(key),
      set: async (key: string, value: unknown) => {
        if (isFull(namespace)) throw new Error('disk full');
        values.set(key, value);
      },
      deleteMany: async (keys: string[]) => keys.forEach((key) => values.delete(key)),
      clear: async () => values.clear(),
    };
  }) as OpenRecords;
  const attempts = { running: 0, ending: 0 };
  const sync = createMailSync({
    open,
    access: async () => succeed({ settings, password: new Secret('x') }),
    openSession: (_, { signal }) =>
      new Promise((resolve) => {
        attempts.running++;
        const end = () => {
          attempts.ending++;
          setTimeout(() => {
            attempts.running--;
            resolve(fail(refusal ?? aborted));
          }, 20);
        };
        if (signal.aborted || refusal) end();
        else signal.addEventListener('abort', end, { once: true });
      }),
    noteUse: async () => {},
    publish: () => {},
    report: () => {},
  });
  return { sync, attempts };
};

test('an account that cannot be opened leaves the others alone, and is opened when there is room again', async () => {
  let isFull = false;
  const { sync } = start((namespace) => isFull && namespace === 'mail');
  await sync.follow(accountOf('a'));
  isFull = true;
  await expect(sync.follow(accountOf('b'))).rejects.toThrow('disk full');
  expect((await sync.list()).map(({ accountId }) => accountId)).toEqual(['a']);
  isFull = false;
  await sync.follow(accountOf('b'));
  expect((await sync.list()).map(({ accountId }) => accountId)).toEqual(['a', 'b']);
  await sync.close();
});

test('known accounts are opened without a write', async () => {
  const spaces = new Map<string, Map<string, unknown>>();
  const before = start(() => false, spaces);
  await before.sync.follow(accountOf('a'));
  await before.sync.close();
  const { sync } = start(() => true, spaces);
  await sync.follow(accountOf('a'));
  expect(await sync.list()).toHaveLength(1);
  await sync.close();
});

test('a sync that is resumed before its pause has ended runs once, and can be paused again', async () => {
  const { sync, attempts } = start();
  await sync.follow(accountOf('a'));
  await expect.poll(() => attempts.running).toBe(1);
  const paused = sync.pause({ accountId: 'a', paused: true });
  await expect.poll(() => attempts.ending, { interval: 1 }).toBe(1);
  await Promise.all([paused, sync.pause({ accountId: 'a', paused: false })]);
  await expect.poll(() => attempts.running).toBe(1);
  await sync.pause({ accountId: 'a', paused: true });
  expect(attempts.running).toBe(0);
  expect((await sync.list())[0]?.state).toEqual({ phase: 'paused' });
  await sync.close();
});

test('a server that asked to be left alone is, for a minute, whoever is in a hurry', async () => {
  vi.useFakeTimers();
  try {
    const { sync, attempts } = start(undefined, undefined, { ...aborted, kind: 'server.too_many_connections' });
    await sync.follow(accountOf('a'));
    await vi.advanceTimersByTimeAsync(100);
    expect([attempts.ending, (await sync.list())[0]?.state.phase]).toEqual([1, 'waiting']);
    await sync.syncNow({ accountId: 'a' });
    await sync.wake();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(attempts.ending).toBe(1);
    await vi.advanceTimersByTimeAsync(36_000);
    expect(attempts.ending).toBe(2);
    await sync.close();
  } finally {
    vi.useRealTimers();
  }
});
