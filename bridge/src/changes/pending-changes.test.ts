import { expect, test } from 'vitest';
import type { FindMailbox } from '../messages/find-message.ts';
import type { ChangeResult } from './change-result.ts';
import { openChangeRecords } from './change-records.ts';
import { createPendingChanges } from './pending-changes.ts';

const ref = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 7 };
const refused: ChangeResult = { outcome: 'refused', refusal: 'no-trash' };

/** Changes whose carrying out is what the test says, try by try. */
const open = (
  tries: (() => Promise<ChangeResult>)[],
  {
    get,
    report = () => expect.fail(),
    onChange = () => {},
    waitMs,
  }: { get?: () => Promise<never>; report?: (problem: string) => void; onChange?: () => void; waitMs?: number } = {},
) => {
  const kept = new Map<string, unknown>();
  const records = {
    get: get ?? (async (key: string) => kept.get(key)),
    setMany: async (entries: { key: string; value: unknown }[]) => void entries.map(({ key, value }) => kept.set(key, value)),
    deleteMany: async (keys: string[]) => void keys.map((key) => kept.delete(key)),
    sync: async () => {},
  };
  return createPendingChanges({
    records: openChangeRecords(records, () => expect.fail()),
    carryOut: () => tries.shift()!(),
    findMailbox: (async () => ({ store: { readMany: async () => [] } })) as unknown as FindMailbox,
    accountIds: async () => ['a'],
    onChange,
    isAway: async () => tries.length === 0,
    nudge: () => {},
    now: () => 0,
    ...(waitMs !== undefined && { waitMs }),
    report,
  });
};

test('a refusal that somebody hears is not listed as well', async () => {
  const changes = open([async () => refused]);
  expect(await changes.change([ref], { kind: 'trash' })).toEqual({ refused: 'no-trash' });
  expect(await changes.list()).toEqual({ changes: [] });
});

test.each([
  ['an error', async () => Promise.reject(new Error('the disk is full')), 'the disk is full'],
  ['that it is to be done later', async () => ({ outcome: 'later', failure: { kind: 'net.reset' } }) as ChangeResult, null],
])('who got %s instead of the answer finds the refusal that comes later in the list', async (_, first, message) => {
  const changes = open([first, async () => refused]);
  const answered = changes.change([ref], { kind: 'trash' });
  if (message === null) expect(await answered).toEqual({ done: 0, pending: 1 });
  else await expect(answered).rejects.toThrow(message);
  await changes.resume('a');
  expect((await changes.list()).changes).toMatchObject([{ state: 'failed', refusal: 'no-trash', refs: [ref] }]);
});

/** A change that is on its way to the server until the test says that it is `over`. */
const begin = async (waitMs: number) => {
  const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<ChangeResult>()];
  const shown = async () => [(await changes.count({ accountId: 'a' })).changes ?? null, (await changes.list()).changes.length];
  const told: ReturnType<typeof shown>[] = [];
  const changes = open([() => (begun.resolve(), over.promise)], { waitMs, onChange: () => void told.push(shown()) });
  const answered = changes.change([ref], { kind: 'seen', isSet: true });
  await begun.promise;
  return { changes, answered, shown, told, over: () => over.resolve({ outcome: 'done', leftMarked: 0, gone: [], uncertain: [] }) };
};

test('what is on its way to the server is not said to wait for it; its messages look as they will', async () => {
  const { changes, answered, shown, told, over } = await begin(60_000);
  expect(await shown()).toEqual([null, 0]);
  expect(await told[0]).toEqual([null, 0]);
  expect(await changes.waiting('a')).toHaveLength(1);
  over();
  expect(await answered).toEqual({ done: 1 });
});

test('what takes longer than somebody waits is said to wait from then on, until it is carried out', async () => {
  const { changes, answered, shown, told, over } = await begin(0);
  expect(await answered).toEqual({ done: 0, pending: 1 });
  expect(await shown()).toEqual([{ pending: 1, failed: 0 }, 1]);
  expect(await told.at(-1)).toEqual([{ pending: 1, failed: 0 }, 1]);
  over();
  await changes.close();
  expect(await told.at(-1)).toEqual([null, 0]);
});

test('a store that cannot be read when the server is there again is reported, and rejects nowhere', async () => {
  const reported: string[] = [];
  const changes = open([], { get: async () => Promise.reject(new Error('disk')), report: (problem) => reported.push(problem) });
  await changes.resume('a');
  expect(reported).toEqual(['changes that wait for a server could not be carried out']);
});
