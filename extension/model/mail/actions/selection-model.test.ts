import { expect, test } from 'vitest';
import { messageRow as row } from '../../../../tests/fixtures/message-row.ts';
import type { Call } from '../../call.ts';
import { createMessageListModel } from '../message-list-model.ts';
import type { MailRefusal } from '../mail-refusal.ts';
import { createSelectionModel } from './selection-model.ts';

/** A list of so many messages, the newest first, whose bridge names them all; rows are read by the page. */
const start = async (count: number, describe = row) => {
  const bridge = {
    uids: Array.from({ length: count }, (_, at) => count - at),
    isThere: true,
    asked: [] as string[],
    /** What it waits for before it names messages. */
    before: Promise.resolve(),
  };
  const call = (async (name, body) => {
    const { offset, limit } = body as { offset: number; limit: number };
    bridge.asked.push(name);
    if (!bridge.isThere) return { ok: false, failure: 'not-running' };
    const uids = bridge.uids.slice(offset, offset + limit);
    if (name === 'mail.messages') return { ok: true, value: { rows: uids.map(describe), total: bridge.uids.length } };
    await bridge.before;
    const mailboxes = [{ accountId: 'a', mailboxId: 'm', uidValidity: 1 }];
    return { ok: true, value: { mailboxes, places: uids.map(() => 0), uids } };
  }) as Call;
  const list = createMessageListModel({ call, source: { accountId: null, mailboxId: null }, sleep: () => Promise.resolve() });
  await list.refresh();
  const refused: MailRefusal[] = [];
  const selection = createSelectionModel(list, (refusal) => refused.push(refusal));
  return { bridge, list, selection, refused, uids: () => [...selection.selected.value.values()].map(({ ref }) => ref.uid) };
};

test('rows are selected one by one, and left out again', async () => {
  const { selection, uids } = await start(10);
  selection.toggle(0);
  selection.toggle(3);
  expect(uids()).toEqual([10, 7]);
  selection.toggle(0);
  expect(uids()).toEqual([7]);
  selection.clear();
  expect(uids()).toEqual([]);
});

test('from one row to another, in both directions, from where it began', async () => {
  const { list, selection, uids } = await start(10);
  list.activate(4);
  await selection.extendTo(6);
  expect(uids()).toEqual([6, 5, 4]);
  await selection.extendTo(5);
  expect(uids()).toEqual([6, 5]);
  await selection.extendTo(2);
  expect([uids(), list.active.value]).toEqual([[8, 7, 6], 2]);
});

test('rows between that were never drawn are selected, too', async () => {
  const { bridge, list, selection, uids } = await start(1_000);
  selection.toggle(0);
  list.show(690, 710);
  await expect.poll(() => list.state.value.phase === 'listed' && list.state.value.pages.has(7)).toBe(true);
  await selection.extendTo(700);
  expect([uids().length, uids().at(-1), new Set(uids()).size]).toEqual([701, 300, 701]);
  expect(bridge.asked.filter((name) => name === 'mail.refs')).toHaveLength(1);
});

test('where messages came between, nothing is selected that was not meant', async () => {
  const { bridge, list, selection, uids } = await start(1_000);
  selection.toggle(0);
  list.show(690, 710);
  await expect.poll(() => list.state.value.phase === 'listed' && list.state.value.pages.has(7)).toBe(true);
  bridge.uids.unshift(1_001);
  await selection.extendTo(700);
  expect(uids()).toEqual([]);
});

test('what is selected last counts: an answer to what was meant before comes too late', async () => {
  const { bridge, selection, uids } = await start(1_000);
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  bridge.before = first.promise;
  const all = selection.selectAll();
  await selection.extendTo(1);
  first.resolve();
  await all;
  expect(uids()).toEqual([999]);
  bridge.before = second.promise;
  const again = selection.selectAll();
  selection.toggle(1);
  second.resolve();
  await again;
  expect(uids()).toEqual([]);
});

test('all of a list, as far as so many can be selected, and nothing while the bridge is away', async () => {
  const few = await start(2_500);
  await few.selection.selectAll();
  expect(few.uids()).toHaveLength(2_500);
  const many = await start(10_500);
  await many.selection.selectAll();
  expect(many.uids()).toHaveLength(10_000);
  few.selection.clear();
  few.bridge.isThere = false;
  await few.selection.selectAll();
  expect([few.uids(), few.refused]).toEqual([[], [{ reason: 'bridge', problem: 'not-running' }]]);
});

test('a row that is a conversation stands for all of its messages', async () => {
  const { selection, uids } = await start(10, (uid) =>
    uid === 10 ? { ...row(10), conversation: { messages: 3, refs: [row(10).ref, row(5).ref, row(4).ref] } } : row(uid),
  );
  selection.toggle(0);
  expect(uids()).toEqual([10, 5, 4]);
  selection.toggle(0);
  expect(uids()).toEqual([]);
});
