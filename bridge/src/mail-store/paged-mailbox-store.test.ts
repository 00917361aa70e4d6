import { expect, test } from 'vitest';
import type { MailboxStore } from './mailbox-store.ts';
import { openMailboxStore } from './paged-mailbox-store.ts';
import type { Records } from './key-value-records.ts';
import { fromIndexPage, type StoredMessage } from './page-format.ts';

/** A store in memory that ends before its n-th write, as a killed process does. */
const createRecords = (values = new Map<string, string>(), dieAt = Infinity) => {
  let writes = 0;
  const write = (change: () => void): Promise<void> => {
    if (++writes >= dieAt) return Promise.reject(new Error('killed'));
    change();
    return Promise.resolve();
  };
  const records: Records<unknown> = {
    get: async (key) => (values.has(key) ? JSON.parse(values.get(key)!) : undefined),
    set: (key, value) => write(() => void values.set(key, JSON.stringify(value))),
    deleteMany: (keys) => write(() => keys.forEach((key) => values.delete(key))),
    clear: () => write(() => values.clear()),
  };
  return { records: records as Records<never>, values, writes: () => writes };
};

const messages = (first: number, last: number, flags = ''): StoredMessage[] =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    uid: first + i,
    receivedAt: (first + i) * 1000,
    flags,
    size: 10,
    envelope: `(${first + i})`,
    structure: '',
  }));

/** What a sync does over some days: each step may be repeated. */
const steps: ((store: MailboxStore) => Promise<unknown>)[] = [
  (store) => store.begin({ uidValidity: 7, uidNext: 1301, highestModSeq: 2n ** 62n, backfillBelow: 1301 }),
  (store) => store.addOlder(messages(1251, 1300), 1251),
  (store) => store.addOlder(messages(751, 1250), 751),
  (store) => store.addOlder(messages(1, 750), 1),
  (store) => store.addOlder([], null),
  (store) => store.addNewer(messages(1301, 1310), 1311),
  (store) =>
    store.setFlags(
      new Map([
        [5, '\\Seen'],
        [1305, '\\Seen'],
        [9999, '\\Seen'],
      ]),
    ),
  (store) =>
    store.remove([
      [1, 3],
      [751, 1250],
      [1310, 1310],
    ]),
  (store) => store.addMissing(messages(2, 2, '\\Flagged')),
  (store) => store.tidy(),
  (store) => store.moveCursor({ highestModSeq: 2n ** 62n + 1n }),
];

const read = async (store: MailboxStore) => {
  const lines = [];
  for await (const page of store.readIndex()) lines.push(...fromIndexPage(page).map(({ uid, flags }) => `${uid} ${flags}`));
  const found = await store.readMany([2, 3, 5, 800, 1305, 1310]);
  return { cursor: store.cursor(), unseen: store.unseen(), lines, found: found.toSorted((a, b) => a.uid - b.uid) };
};

/** What the cursor says is there, and is not; what vanishes in the course of the steps may be either. */
const missingFrom = async (store: MailboxStore): Promise<number[]> => {
  const cursor = store.cursor();
  if (!cursor) return [];
  const { lines } = await read(store);
  const there = new Set(lines.map((line) => Number(line.split(' ')[0])));
  const first = cursor.backfillBelow ?? 1;
  const promised = Array.from({ length: cursor.uidNext - first }, (_, i) => first + i);
  return promised.filter((uid) => !there.has(uid) && uid > 3 && !(uid >= 751 && uid <= 1250) && uid !== 1310);
};

test('what was stored is read back, over pages', async () => {
  const { records } = createRecords();
  const store = await openMailboxStore(records);
  for (const step of steps) await step(store);
  const { cursor, unseen, lines, found } = await read(store);
  expect(cursor).toEqual({ uidValidity: 7, uidNext: 1311, highestModSeq: 2n ** 62n + 1n, messages: 807, backfillBelow: null });
  expect(lines.slice(0, 3)).toEqual(['2 \\Flagged', '4 ', '5 \\Seen']);
  expect(lines).toHaveLength(807);
  expect(unseen).toBe(805);
  expect(found.map(({ uid, envelope }) => [uid, envelope])).toEqual([
    [2, '(2)'],
    [5, '(5)'],
    [1305, '(1305)'],
  ]);
});

test('killed before any of its writes and opened again, repeating the step ends with the same', async () => {
  const whole = createRecords();
  const expected = await openMailboxStore(whole.records);
  for (const step of steps) await step(expected);
  for (let dieAt = 1; dieAt <= whole.writes(); dieAt++) {
    const dying = createRecords(new Map(), dieAt);
    let store = await openMailboxStore(dying.records);
    for (const step of steps) {
      try {
        await step(store);
      } catch {
        store = await openMailboxStore(createRecords(dying.values).records);
        expect(await missingFrom(store), `write ${dieAt}: promised, but not there`).toEqual([]);
        await step(store);
      }
    }
    expect(await read(store), `write ${dieAt}`).toEqual(await read(expected));
    const texts = [...dying.values].filter(([key]) => key.startsWith('content:')).map(([, text]) => text);
    expect(
      texts.some((text) => text.includes('"(800)"')),
      `write ${dieAt}: deleted mail is on the disk`,
    ).toBe(false);
  }
});

/**
 * What lies in the store and that no state knows of, by key; of contents also messages that no index speaks of, and counts that are wrong.
 */
const leftovers = (values: ReadonlyMap<string, string>): string[] => {
  const state = JSON.parse(values.get('state') ?? '{"pages":[]}') as { pages: { key: number; last: number; count: number }[] };
  return [...values].flatMap(([key, value]) => {
    const [kind, page] = key.split(':');
    if (kind === 'state') return [];
    const known = state.pages.find((each) => each.key === Number(page));
    if (!known) return [key];
    const { uids } = JSON.parse(value) as { uids: number[] };
    const index = JSON.parse(values.get(`index:${page}`)!) as { uids: number[] };
    const strangers = uids.filter((uid) => !index.uids.includes(uid) || uid > known.last);
    return [...strangers.map((uid) => `${uid} in ${key}`), ...(index.uids.length === known.count ? [] : [`count of ${key}`])];
  });
};

/** The state between two syncs: the cursor's promise is kept, and nothing is shown that lies beyond it. */
const isBeyond = (store: MailboxStore, lines: readonly string[]): string[] =>
  lines.filter((line) => Number(line.split(' ')[0]) >= (store.cursor()?.uidNext ?? 0));

test('killed before any of its writes, and what was being written never comes again: it is not shown, and goes from the disk', async () => {
  const whole = createRecords();
  const living = await openMailboxStore(whole.records);
  for (const step of steps) await step(living);
  let orphans = 0;
  for (let dieAt = 1; dieAt <= whole.writes(); dieAt++) {
    const dying = createRecords(new Map(), dieAt);
    const before = await openMailboxStore(dying.records);
    for (const step of steps) {
      const died = await step(before).then(
        () => false,
        () => true,
      );
      if (died) break;
    }
    orphans += leftovers(dying.values).length;
    const after = await openMailboxStore(createRecords(dying.values).records);
    expect(isBeyond(after, (await read(after)).lines), `write ${dieAt}`).toEqual([]);
    await after.tidy();
    expect(leftovers(dying.values), `write ${dieAt}`).toEqual([]);
  }
  expect(orphans).toBeGreaterThan(0);
});

test('another page than the one that a crash left takes its place', async () => {
  const dying = createRecords(new Map(), 3);
  const store = await openMailboxStore(dying.records);
  await store.begin({ uidValidity: 7, uidNext: 11, highestModSeq: null, backfillBelow: 11 }).catch(() => {});
  await store.addOlder(messages(1, 10), 1).catch(() => {});
  const after = await openMailboxStore(createRecords(dying.values).records);
  await after.begin({ uidValidity: 7, uidNext: 11, highestModSeq: null, backfillBelow: 11 });
  await after.addOlder(messages(6, 10), 6);
  await after.addOlder(messages(2, 5), 1);
  expect(leftovers(dying.values)).toEqual([]);
});

test('everything goes with the mailbox', async () => {
  const { records, values } = createRecords();
  const store = await openMailboxStore(records);
  for (const step of steps) await step(store);
  await store.clear();
  expect(values.size).toBe(0);
  expect(store.cursor()).toBeNull();
});

test('who takes what changed between two revisions has what is stored, whatever was done; after a failed write nothing is known', async () => {
  const { records, values } = createRecords();
  const store = await openMailboxStore(records);
  const readAll = async () => {
    const lines = new Map<number, string>();
    for await (const page of store.readIndex()) for (const { uid, flags } of fromIndexPage(page)) lines.set(uid, flags);
    return lines;
  };
  let [before, known] = [store.revision(), await readAll()];
  const told: boolean[] = [];
  for (const step of [...steps, (all: MailboxStore) => all.fillIn(messages(5, 5)[0]!), (all: MailboxStore) => all.noteTrouble({})]) {
    await step(store);
    const changes = store.changesSince(before);
    told.push(changes !== null);
    const now = await readAll();
    if (changes) {
      for (const uid of changes.removed) known.delete(uid);
      const current = await store.readMany(changes.changed);
      expect(current.map(({ uid }) => uid).toSorted((a, b) => a - b)).toEqual(changes.changed.toSorted((a, b) => a - b));
      for (const { uid, flags } of current) known.set(uid, flags);
      expect(known).toEqual(now);
    }
    [before, known] = [store.revision(), now];
  }
  // The beginning and whole pages are too much to be told.
  expect(told.map(Number).join('')).toBe('0100111011111');
  const dying = createRecords(new Map(values), 2);
  const reopened = await openMailboxStore(dying.records);
  const revision = reopened.revision();
  await expect(reopened.addNewer(messages(2000, 2001), 2002)).rejects.toThrow('killed');
  expect(reopened.revision()).toBeGreaterThan(revision);
  expect(reopened.changesSince(revision)).toBeNull();
});
