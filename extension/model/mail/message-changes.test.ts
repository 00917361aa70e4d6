import { expect, test } from 'vitest';
import type { MessagesChanged } from '@kurrier/shared/api/events';
import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { Mailbox, MessageRow } from '@kurrier/shared/mail/mail';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
import type { Call } from '../call.ts';
import { messageKey } from './message-key.ts';
import { createMessageListModel } from './message-list-model.ts';
import { pagesBetween } from './kept-row-pages.ts';

const seed = Number(process.env['KURRIER_SEED'] ?? 20_261_130);
const runs = process.env['KURRIER_SOAK'] ? 3_000 : 60;
const ids = ['a', 'b'];

const createDice = (from: number) => {
  const random = createRandom(from);
  return { below: (sides: number): number => random.int(0, sides - 1) };
};
type Dice = ReturnType<typeof createDice>;

/** A bridge with the messages of two mailboxes, which tells of them and answers as ours does. */
const createBridge = (random: Dice, count: number) => {
  const stores = ids.map((mailboxId) => ({ mailboxId, revision: 1, told: 1, uidNext: 1, rows: new Map<number, MessageRow>() }));
  let journal: { mailboxId: string; revision: number; uid: number }[] = [];
  const note = (store: (typeof stores)[number], uid: number) =>
    journal.push({ mailboxId: store.mailboxId, revision: ++store.revision, uid });
  const add = (store: (typeof stores)[number]) => {
    const uid = store.uidNext++;
    // Many at the same second, some that come late.
    const receivedAt = Math.max(0, uid * 3 - random.below(2) * random.below(400)) >> 3;
    const ref = { accountId: 'x', mailboxId: store.mailboxId, uidValidity: 1, uid };
    const is = { isUnread: true, isFlagged: false, isAnswered: false, hasAttachments: false, isUnreadable: false };
    store.rows.set(uid, { ref, from: [], to: [], subject: `${store.mailboxId}${uid}`, receivedAt, ...is });
    note(store, uid);
  };
  for (const store of stores) for (let i = 0; i < count; i++) add(store);
  const listed = (): ListedMailbox[] => stores.map(({ mailboxId, revision, rows }) => ({ mailboxId, revision, messages: rows.size }));
  const all = (): MessageRow[] =>
    stores
      .flatMap(({ rows }, place) => [...rows.values()].map((row) => ({ row, place })))
      .toSorted((a, b) => b.row.receivedAt - a.row.receivedAt || a.place - b.place || b.row.ref.uid - a.row.ref.uid)
      .map(({ row }) => row);
  return {
    all,
    listed,
    change() {
      const store = stores[random.below(2)]!;
      const uids = [...store.rows.keys()];
      const uid = uids[random.below(3) === 0 ? random.below(uids.length) : uids.length - 1 - random.below(5)];
      const what = random.below(4);
      if (what < 2 || uid === undefined) return add(store);
      if (what === 2) store.rows.delete(uid);
      else store.rows.set(uid, { ...store.rows.get(uid)!, isUnread: random.below(2) === 0 });
      note(store, uid);
    },
    /** The events of all that was not told yet, and the snapshot behind them. */
    tell: (): MessagesChanged[] =>
      stores.flatMap((store) => {
        const { mailboxId, told: before, revision, rows } = store;
        store.told = revision;
        const uids = [
          ...new Set(journal.filter((entry) => entry.mailboxId === mailboxId && entry.revision > before).map(({ uid }) => uid)),
        ];
        journal = journal.filter((entry) => entry.mailboxId !== mailboxId);
        if (before === revision || uids.length > 50) return [];
        const found = uids.flatMap((uid) => rows.get(uid) ?? []);
        const removed = uids.filter((uid) => !rows.has(uid));
        return [{ type: 'messages.changed', accountId: 'x', mailboxId, before, revision, messages: rows.size, rows: found, removed }];
      }),
    answer: ({ offset, limit }: { offset: number; limit: number }) => {
      const rows = all();
      return { ok: true, value: { rows: rows.slice(offset, offset + limit), total: rows.length, mailboxes: listed() } };
    },
  };
};
const asMailboxes = (listed: readonly ListedMailbox[]) =>
  listed.map(({ mailboxId, revision }) => ({ id: mailboxId, revision })) as Mailbox[];

/** The messages that stand in a list twice. */
const listedTwice = (state: ReturnType<typeof createMessageListModel>['state']['value']): string[] => {
  if (state.phase !== 'listed') return [];
  const keys = [...state.pages.values()].flat().map(({ ref }) => messageKey(ref));
  return keys.filter((key, at) => keys.indexOf(key) !== at);
};

/** Lets everything go on that only waits for promises. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

const play = async (number: number) => {
  const random = createDice(seed + number);
  const bridge = createBridge(random, random.below(3) * random.below(220));
  const answers: (() => void)[] = [];
  const call = ((_name, body) => {
    return new Promise<unknown>((resolve) => {
      const request = body as { offset: number; limit: number };
      const early = random.below(2) === 0 ? bridge.answer(request) : null;
      answers.push(() => resolve(early ?? bridge.answer(request)));
    });
  }) as Call;
  const model = createMessageListModel({ call, source: { accountId: null, mailboxId: null }, sleep: () => Promise.resolve() });
  const twice: string[] = [];
  model.state.subscribe((state) => void twice.push(...listedTwice(state)));
  let [first, last] = [0, 20];
  const expectTrue = () => {
    const { value } = model.state;
    if (value.phase !== 'listed') return;
    const truth = bridge.all();
    expect(value.total).toBe(truth.length);
    for (const page of value.pages.keys()) {
      const rows = truth.slice(page * 100, page * 100 + 100);
      expect(value.pages.get(page), `run ${number}, page ${page}`).toEqual(rows);
    }
    const isHere = pagesBetween(first, Math.min(last, value.total - 1)).every((page) => value.pages.has(page));
    if (answers.length === 0) expect(isHere, `run ${number}`).toBe(true);
  };
  const answerSome = async (most: number) => {
    for (let count = random.below(most + 1); count > 0 && answers.length > 0; count--)
      answers.splice(random.below(answers.length), 1)[0]!();
    await settle();
  };
  let snapshot = '';
  /** Each snapshot is looked at once, when it comes. */
  const takeSnapshot = () => {
    const listed = bridge.listed();
    if (JSON.stringify(listed) === snapshot) return;
    snapshot = JSON.stringify(listed);
    if (!model.isCurrent(asMailboxes(listed))) void model.refresh();
  };
  let held: MessagesChanged[] = [];
  void model.refresh();
  for (let step = 0; step < 40; step++) {
    for (let count = random.below(4); count > 0; count--) bridge.change();
    const told = [...held, ...bridge.tell()];
    held = told.filter(() => random.below(8) === 0);
    const arriving = told.filter((event) => !held.includes(event) && random.below(8) > 0);
    if (random.below(4) === 0) arriving.reverse();
    model.take(random.below(4) === 0 ? [...arriving, ...arriving] : arriving);
    // The snapshot comes behind; of two only the newer one.
    if (random.below(4) > 0) takeSnapshot();
    if (random.below(6) === 0) {
      first = random.below(bridge.all().length + 1);
      last = first + 20;
      model.show(first, last);
    }
    await answerSome(3);
    if (model.isCurrent(asMailboxes(bridge.listed()))) expectTrue();
  }
  takeSnapshot();
  await settle();
  while (answers.length > 0) await answerSome(3);
  expect(model.isCurrent(asMailboxes(bridge.listed())), `run ${number}`).toBe(true);
  expectTrue();
  expect(twice, `run ${number}`).toEqual([]);
};

test(
  `events that are lost, doubled or late leave no list that claims to be true and is not (seed ${seed})`,
  { timeout: 180_000 },
  async () => {
    for (let number = 0; number < runs; number++) await play(number);
  },
);

test.each([0, 3, 60, 400])('where every event comes, once or twice, a list of %i messages a mailbox is read once', async (count) => {
  const random = createDice(seed);
  const bridge = createBridge(random, count);
  bridge.tell();
  let questions = 0;
  const call = ((_name, body) => {
    questions++;
    return Promise.resolve(bridge.answer(body as { offset: number; limit: number }));
  }) as Call;
  const model = createMessageListModel({ call, source: { accountId: null, mailboxId: null }, sleep: () => Promise.resolve() });
  await model.refresh();
  model.show(0, 20);
  await settle();
  const before = questions;
  const told: MessagesChanged[] = [];
  for (let step = 0; step < 20; step++) {
    bridge.change();
    told.push(...bridge.tell());
    // The newest, and all of before once more.
    model.take([...told.slice(-1), ...told]);
    expect(model.isCurrent(asMailboxes(bridge.listed()))).toBe(true);
    const { value } = model.state;
    expect(value).toMatchObject({ phase: 'listed', total: bridge.all().length });
    expect(value.phase === 'listed' && value.pages.get(0)).toEqual(bridge.all().slice(0, 100));
    await settle();
  }
  // Only of a list that goes on the page behind the first one is asked for again, where it has moved.
  expect(questions - before).toBeLessThanOrEqual(count > 60 ? 20 : 0);
});
