import { expect, test } from 'vitest';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { messageRow } from '../../../../tests/fixtures/message-row.ts';
import type { Call } from '../../call.ts';
import { createMessageActions } from './message-actions-model.ts';
import { messageKey } from '../message-key.ts';

const row = (uid: number): MessageRow => ({ ...messageRow(uid), subject: 's' });

const createActions = (answer: unknown = { done: 1 }) => {
  const asked: [string, number[]][] = [];
  const patched: unknown[] = [];
  const ends: (() => void)[] = [];
  const call = ((name, body) => {
    asked.push([name, (body as { refs: { uid: number }[] }).refs.map(({ uid }) => uid)]);
    return Promise.resolve({ ok: true, value: answer });
  }) as Call;
  const actions = createMessageActions({
    call,
    // Lasts until the test ends it, or the signal does.
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        ends.push(resolve);
        signal.addEventListener('abort', () => resolve());
      }),
    patch: (keys, change) => patched.push([[...keys], change]),
  });
  return { actions, asked, patched, endWait: (index: number) => ends[index]!() };
};
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

test('a message goes to Trash after the wait, not before', async () => {
  const { actions, asked, endWait } = createActions();
  void actions.trash(row(1));
  await settle();
  expect(actions.held.value).toEqual([row(1)]);
  expect(actions.leaving.value.has(messageKey(row(1).ref))).toBe(true);
  expect(asked).toEqual([]);
  endWait(0);
  await settle();
  expect(asked).toEqual([['mail.trash', [1]]]);
  expect(actions.held.value).toEqual([]);
});

test('a message that the server could only mark as deleted stays in the list, and that is said', async () => {
  const { actions, endWait } = createActions({ done: 1, leftMarked: 1 });
  void actions.trash(row(1));
  endWait(0);
  await settle();
  expect(actions.leaving.value.size).toBe(0);
  expect(actions.notice.value).toEqual({ notice: 'left-marked' });
});

test('a message that is kept goes nowhere', async () => {
  const { actions, asked } = createActions();
  void actions.trash(row(1));
  actions.keep();
  await settle();
  expect(asked).toEqual([]);
  expect(actions.leaving.value.size).toBe(0);
  expect(actions.notice.value).toEqual({ notice: 'kept' });
});

test('of several quick deletes each can be undone, in any order, and the others go', async () => {
  const { actions, asked, endWait } = createActions();
  for (const uid of [1, 2, 3]) void actions.trash(row(uid));
  await settle();
  expect(asked).toEqual([]);
  expect(actions.held.value).toEqual([row(3), row(2), row(1)]);
  actions.keep(row(1));
  expect(actions.held.value).toEqual([row(3), row(2)]);
  actions.keep();
  expect(actions.held.value).toEqual([row(2)]);
  expect([...actions.leaving.value]).toEqual([messageKey(row(2).ref)]);
  endWait(1);
  await settle();
  expect(asked).toEqual([['mail.trash', [2]]]);
});

test('a message that was kept and is deleted anew waits from then on; the end of its first wait moves nothing', async () => {
  const { actions, asked, endWait } = createActions();
  void actions.trash(row(1));
  actions.keep();
  void actions.trash(row(1));
  endWait(0);
  await settle();
  expect(asked).toEqual([]);
  endWait(1);
  await settle();
  expect(asked).toEqual([['mail.trash', [1]]]);
});

test('pressed twice it goes once; leaving the page ends every wait', async () => {
  const { actions, asked } = createActions();
  void actions.trash(row(1));
  void actions.trash(row(1));
  void actions.trash(row(2));
  await settle();
  expect(asked).toEqual([]);
  actions.flush();
  await settle();
  expect(asked).toEqual([
    ['mail.trash', [1]],
    ['mail.trash', [2]],
  ]);
});

test.each([
  ['no-trash', { refused: 'no-trash' }, { reason: 'no-trash' }],
  ['too-many', { refused: 'too-many' }, { reason: 'too-many' }],
  ['server', { failed: sampleFailures['server.unavailable'] }, { reason: 'server', failure: sampleFailures['server.unavailable'] }],
])('a message that was not deleted is back, with the reason: %s', async (_name, answer, refusal) => {
  const { actions } = createActions(answer);
  await actions.deleteForGood([row(1)]);
  expect(actions.leaving.value.size).toBe(0);
  expect(actions.notice.value).toEqual({ notice: 'refused', action: 'trash', refusal });
});

test.each([
  ['bridge', { ok: false, failure: 'not-running' }],
  ['server', { ok: true, value: { failed: sampleFailures['server.unavailable'] } }],
] as const)('a refusal does not stay once its reason is gone: %s', async (from, refused) => {
  const answers: unknown[] = [refused, refused, { ok: true, value: { done: 1 } }];
  const actions = createMessageActions({
    call: (() => Promise.resolve(answers.shift())) as Call,
    sleep: () => Promise.resolve(),
    patch: () => {},
  });
  await actions.markSeen([row(1)], true);
  expect(actions.notice.value).toMatchObject({ notice: 'refused', refusal: { reason: from } });
  actions.recover(from === 'bridge' ? 'server' : 'bridge');
  expect(actions.notice.value).not.toBeNull();
  actions.recover(from);
  expect(actions.notice.value).toBeNull();
  await actions.markSeen([row(1)], true);
  await actions.markSeen([row(1)], true);
  expect(actions.notice.value).toBeNull();
});

test('a mark is shown at once, and taken back where the server refuses it', async () => {
  const failed = createActions({ failed: sampleFailures['server.unavailable'] });
  await failed.actions.markSeen([row(1)], true);
  expect(failed.patched).toEqual([
    [[messageKey(row(1).ref)], { isUnread: false }],
    [[messageKey(row(1).ref)], { isUnread: true }],
  ]);
  const done = createActions();
  await done.actions.markSeen([row(1)], true);
  expect(done.patched).toHaveLength(1);
});

test('several go together to where they were sent; one of them can be kept while the others wait', async () => {
  const { actions, asked, endWait } = createActions();
  const folder = { kind: 'mailbox', mailboxId: 'x', name: 'Projects' } as const;
  void actions.move([row(1), row(2), row(3)], folder);
  await settle();
  expect([actions.held.value.length, actions.destinationOf(row(2))]).toEqual([3, folder]);
  actions.keep(row(2));
  await settle();
  expect([asked, actions.leaving.value.has(messageKey(row(2).ref))]).toEqual([[], false]);
  endWait(0);
  await settle();
  expect(asked).toEqual([['mail.move', [1, 3]]]);
  expect([actions.held.value, actions.destinationOf(row(1))]).toEqual([[], { kind: 'trash' }]);
});

test('what cannot be moved comes back, and that is said', async () => {
  const { actions, endWait } = createActions({ refused: 'no-mailbox' });
  void actions.move([row(1)], { kind: 'archive' });
  endWait(0);
  await settle();
  expect(actions.leaving.value.size).toBe(0);
  expect(actions.notice.value).toEqual({ notice: 'refused', action: 'move', refusal: { reason: 'no-mailbox' } });
});

test('a star is shown at once, and taken back where the server refuses it', async () => {
  const refused = createActions({ failed: sampleFailures['server.rate_limited'] });
  await refused.actions.star([row(1)], true);
  expect(refused.patched.map((patch) => (patch as unknown[])[1])).toEqual([{ isFlagged: true }, { isFlagged: false }]);
  expect(refused.actions.notice.value).toMatchObject({ notice: 'refused', action: 'star' });
  const { actions, asked, patched } = createActions();
  await actions.star([row(1)], true);
  expect([asked, patched.length, actions.notice.value]).toEqual([[['mail.star', [1]]], 1, null]);
});
