import { expect, test } from 'vitest';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageRow } from '../../../tests/fixtures/message-row.ts';
import type { Call } from '../call.ts';
import { createUnreadModel } from './unread-model.ts';

const row = (uid: number): MessageRow => ({
  ...messageRow(uid),
  ref: { accountId: 'a', mailboxId: 'inbox', uidValidity: 1, uid },
  subject: `Subject ${uid}`,
});

/** The popup's list over an account with three unread messages; moving waits until `pass`. */
const open = (answers: Record<string, unknown> = {}) => {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const call = (async (name: string, body: { refs?: { uid: number }[]; seen?: boolean }) => {
    if (name !== 'mail.unread') asked.push(`${name} ${body.refs?.[0]?.uid}${body.seen === undefined ? '' : ` ${body.seen}`}`);
    return { ok: true, value: name === 'mail.unread' ? { accounts: [], rows: [row(3), row(2), row(1)] } : (answers[name] ?? { done: 1 }) };
  }) as unknown as Call;
  const sleep = (_: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      ends.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  const model = createUnreadModel({ call, sleep });
  const settle = () => new Promise(setImmediate);
  return {
    model,
    asked,
    pass: async () => (ends.splice(0).forEach((end) => end()), settle()),
    settle,
    uids: () => model.rows.value?.map(({ ref }) => ref.uid),
  };
};

test('marked as read it leaves the list at once, and comes back by undo', async () => {
  const { model, asked, uids } = open();
  await model.load();
  await model.act('read', row(3));
  expect([uids(), asked]).toEqual([[2, 1], ['mail.markSeen 3 true']]);
  await model.undo();
  expect([uids(), asked.at(-1)]).toEqual([[3, 2, 1], 'mail.markSeen 3 false']);
});

test.each([
  ['archive', 'mail.move'],
  ['trash', 'mail.trash'],
] as const)('%s waits, and nothing was asked of the server where it is undone', async (action, endpoint) => {
  const { model, asked, uids, pass, settle } = open();
  await model.load();
  void model.act(action, row(3));
  await settle();
  expect([uids(), asked]).toEqual([[2, 1], []]);
  await model.undo();
  await pass();
  expect([uids(), asked]).toEqual([[3, 2, 1], []]);
  void model.act(action, row(2));
  await settle();
  await pass();
  expect([uids(), asked]).toEqual([[3, 1], [`${endpoint} 2`]]);
});

test('what was held back is done when the popup closes, or the next one is pressed', async () => {
  const { model, asked, settle } = open();
  await model.load();
  void model.act('trash', row(3));
  await settle();
  void model.act('trash', row(2));
  await settle();
  expect(asked).toEqual(['mail.trash 3']);
  model.flush();
  await settle();
  expect(asked).toEqual(['mail.trash 3', 'mail.trash 2']);
});

test('what was refused comes back, and says so', async () => {
  const { model, uids, pass, settle } = open({ 'mail.move': { refused: 'no-mailbox' }, 'mail.trash': { refused: 'no-trash' } });
  await model.load();
  for (const action of ['archive', 'trash'] as const) {
    void model.act(action, row(3));
    await settle();
    expect(uids()).toEqual([2, 1]);
    await pass();
    expect([uids(), model.notice.value]).toEqual([[3, 2, 1], { notice: 'failed' }]);
  }
});
