import { expect, test } from 'vitest';
import { messageRow as row } from '../../../tests/fixtures/message-row.ts';
import type { Call } from '../call.ts';
import { createMessageListModel } from './message-list-model.ts';
import { messageKey } from './message-key.ts';
import { rowAt } from './kept-row-pages.ts';

/** A bridge with messages of these UIDs, newest first. */
const createMailbox = (count: number) => {
  let uids = Array.from({ length: count }, (_, index) => count - index);
  const asked: { offset: number; limit: number }[] = [];
  const call = ((_name, body) => {
    const request = body as { offset: number; limit: number };
    asked.push(request);
    const rows = uids.slice(request.offset, request.offset + request.limit).map(row);
    return Promise.resolve({ ok: true, value: { rows, total: uids.length } });
  }) as Call;
  const deliver = (uid: number) => (uids = [uid, ...uids]);
  const expunge = (uid: number) => (uids = uids.filter((other) => other !== uid));
  return { call, asked, deliver, expunge };
};

const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
const createList = (call: Call) =>
  createMessageListModel({ call, source: { accountId: null, mailboxId: null }, sleep: () => Promise.resolve() });
const subjectAt = (model: ReturnType<typeof createList>, index: number) => {
  const { value } = model.state;
  return value.phase === 'listed' ? (rowAt(value.pages, index)?.subject ?? null) : null;
};

test('reads only the pages that are looked at, then those beside them', async () => {
  const mailbox = createMailbox(10_000);
  const model = createList(mailbox.call);
  await model.refresh();
  expect(subjectAt(model, 0)).toBe('10000');
  model.show(4990, 5010);
  await settle();
  expect(mailbox.asked.map(({ offset }) => offset)).toEqual([0, 4900, 5000, 4800, 5100]);
  expect(subjectAt(model, 5005)).toBe('4995');
  expect(subjectAt(model, 9000)).toBeNull();
});

test.each<[string, (mailbox: ReturnType<typeof createMailbox>) => void]>([
  ['new mail', (mailbox) => void mailbox.deliver(1001)],
  ['three new ones', (mailbox) => [1001, 1002, 1003].forEach(mailbox.deliver)],
  ['a message that goes away and comes back', (mailbox) => (mailbox.expunge(990), mailbox.deliver(990))],
])('where revisions are not told, %s between two pages lists nothing twice', async (_, change) => {
  const mailbox = createMailbox(1000);
  const model = createList(mailbox.call);
  const twice: string[] = [];
  model.state.subscribe((state) => {
    if (state.phase !== 'listed') return;
    const keys = [...state.pages.values()].flat().map(({ ref }) => messageKey(ref));
    twice.push(...keys.filter((key, at) => keys.indexOf(key) !== at));
  });
  await model.refresh();
  change(mailbox);
  model.show(80, 120);
  await settle();
  change(mailbox);
  model.show(150, 250);
  await settle();
  await model.refresh();
  expect(twice).toEqual([]);
  expect(subjectAt(model, 160)).not.toBeNull();
});

test('new mail is at the top, and the active row stays with its message', async () => {
  const mailbox = createMailbox(300);
  const model = createList(mailbox.call);
  await model.refresh();
  model.activate(3);
  mailbox.deliver(301);
  await model.refresh();
  expect(subjectAt(model, 0)).toBe('301');
  expect(model.active.value).toBe(4);
  expect(model.shift.value).toBe(0);
});

test('what is looked at further down stays in its place when messages come and go above', async () => {
  const mailbox = createMailbox(1000);
  const model = createList(mailbox.call);
  await model.refresh();
  model.show(420, 440);
  await settle();
  mailbox.deliver(1001);
  mailbox.deliver(1002);
  await model.refresh();
  expect(model.shift.value).toBe(2);
  mailbox.expunge(1001);
  model.show(422, 442);
  await model.refresh();
  expect(model.shift.value).toBe(1);
});

test('an active message that is gone leaves the row that follows it, and the last row at the end', async () => {
  const mailbox = createMailbox(2);
  const model = createList(mailbox.call);
  await model.refresh();
  model.activate(Infinity);
  expect(model.active.value).toBe(1);
  mailbox.expunge(1);
  await model.refresh();
  expect(model.active.value).toBe(0);
  mailbox.expunge(2);
  await model.refresh();
  expect(model.active.value).toBeNull();
  expect(model.state.value).toMatchObject({ phase: 'listed', total: 0 });
});

test('an answer that comes after a newer one was asked for is not shown', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const call = (() => new Promise<unknown>((resolve) => answers.push(resolve))) as Call;
  const model = createList(call);
  const page = (uid: number) => ({ ok: true, value: { rows: [row(uid)], total: 150 } });
  void model.refresh();
  answers[0]!(page(1));
  await settle();
  model.show(100, 110);
  void model.refresh();
  await settle();
  answers[2]!(page(9));
  answers[1]!(page(5));
  await settle();
  expect(subjectAt(model, 100)).toBe('9');
});

test('many changes at once are read once more, not once each', async () => {
  const mailbox = createMailbox(10);
  const model = createList(mailbox.call);
  await Promise.all(Array.from({ length: 50 }, () => model.refresh()));
  expect(mailbox.asked.length).toBeLessThanOrEqual(2);
});

test('a change is shown at once, and what was read before the bridge went away stays', async () => {
  const mailbox = createMailbox(10);
  let isAway = false;
  const call = ((name, body) => (isAway ? Promise.resolve({ ok: false, failure: 'not-running' }) : mailbox.call(name, body))) as Call;
  const model = createList(call);
  await model.refresh();
  model.patch(new Set([messageKey(row(10).ref)]), { isUnread: false });
  isAway = true;
  await model.refresh();
  const { value } = model.state;
  expect(value).toMatchObject({ phase: 'listed', problem: 'not-running' });
  expect(value.phase === 'listed' && rowAt(value.pages, 0)?.isUnread).toBe(false);
});
