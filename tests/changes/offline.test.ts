import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyAllWaiting } from '../../bridge/src/changes/apply-waiting.ts';
import { openChangeRecords, type StoredChange } from '../../bridge/src/changes/change-records.ts';
import { accountId } from '../sync/start-live.ts';
import { capabilitySets } from '../sync/start-mail.ts';
import { createRecords } from './open-changes.ts';
import { message, startChanges, type Changes } from './start-changes.ts';
import { until } from '../setup/until.ts';

const records = createRecords();
let started: Changes;
beforeAll(async () => {
  started = await startChanges({ capabilities: capabilitySets.poor }, records);
  for (const folder of ['Later', 'Trash']) await started.other.mailboxCreate(folder);
  for (const id of ['one', 'two', 'three', 'four', 'five']) await started.other.append('INBOX', message(id));
  await started.follow();
});
afterAll(() => started[Symbol.asyncDispose]());

const refOf = async (id: string) =>
  (await started.seen()).find(({ messageId, mailbox }) => messageId === `<${id}@mail.test>` && mailbox === 'INBOX')!.ref;

test('what is done without the server is answered at once, shown, kept over a restart, and carried out when it is there again', async () => {
  const [one, two] = [await refOf('one'), await refOf('two')];
  await started.goAway();
  const { changes } = started;
  expect(await changes().change([one], { kind: 'seen', isSet: true })).toEqual({ done: 0, pending: 1 });
  expect(await changes().change([two, one], { kind: 'move', to: await started.mailboxId('Later') })).toEqual({ done: 0, pending: 2 });
  const row = { ref: one, isUnread: true, isFlagged: false } as Parameters<typeof applyAllWaiting>[0][number];
  expect(await applyAllWaiting([row], changes().waiting)).toEqual([{ ...row, isUnread: false, pending: 'leaving' }]);
  expect(await changes().count({ accountId })).toEqual({ accountId, changes: { pending: 2, failed: 0 } });
  await started.restart();
  expect((await changes().list()).changes).toMatchObject([
    { state: 'pending', action: { kind: 'seen', isSet: true }, subject: 'one', refs: [one] },
    { state: 'pending', action: { kind: 'move' }, subject: 'two' },
  ]);
  await started.comeBack();
  expect(await started.onServer()).toMatchObject({ '<one@mail.test>': ['Later \\Seen'], '<two@mail.test>': ['Later '] });
  expect(await changes().list()).toEqual({ changes: [] });
});

test('what is not possible any more is said, stays said, and can be taken off the list', async () => {
  const three = await refOf('three');
  await started.goAway();
  const lock = await started.other.getMailboxLock('INBOX');
  await started.other.messageDelete(String(three.uid), { uid: true });
  lock.release();
  await started.changes().change([three], { kind: 'flagged', isSet: true });
  await started.comeBack();
  await started.restart();
  const { changes } = await started.changes().list();
  expect(changes).toMatchObject([{ state: 'failed', refusal: 'gone', subject: 'three', refs: [three] }]);
  expect(await started.changes().dismiss({ accountId, id: changes[0]!.id })).toEqual({ dismissed: true });
  expect(await started.changes().list()).toEqual({ changes: [] });
  expect(await started.changes().dismiss({ accountId, id: 'x' })).toEqual({ refused: 'not-found' });
});

/** The change as it is left by a connection that ended after the copy. */
const leaveHalfDone = async (id: string): Promise<void> => {
  const ref = await refOf(id);
  await started.goAway();
  await started.changes().change([ref], { kind: 'move', to: await started.mailboxId('Later') });
  const lock = await started.other.getMailboxLock('Later');
  const { uidNext, uidValidity } = started.other.mailbox as { uidNext: number; uidValidity: bigint };
  lock.release();
  const [change] = (await records.get(accountId)) as StoredChange[];
  const attempt = { targetUidValidity: Number(uidValidity), uidNext };
  await records.setMany([{ key: accountId, value: [{ ...change, attempt }] }]);
  await started.restart();
};

test('a copy that was made before the connection ended is not made again', async () => {
  await leaveHalfDone('four');
  const lock = await started.other.getMailboxLock('INBOX');
  await started.other.messageCopy(String((await refOf('four')).uid), 'Later', { uid: true });
  lock.release();
  await started.comeBack();
  expect((await started.onServer())['<four@mail.test>']).toEqual(['Later ']);
});

test('a copy that was not made before the connection ended is made', async () => {
  await leaveHalfDone('five');
  await started.comeBack();
  expect((await started.onServer())['<five@mail.test>']).toEqual(['Later ']);
});

test('what is deleted goes to Trash, and from there for good', async () => {
  await started.other.append('INBOX', message('six'));
  await started.live.sync.syncNow({ accountId });
  await until(async () => expect((await started.seen()).map(({ messageId }) => messageId)).toContain('<six@mail.test>'));
  expect(await started.changes().change([await refOf('six')], { kind: 'trash' })).toEqual({ done: 1 });
  await until(async () => expect((await started.seen()).map(({ mailbox }) => mailbox)).toContain('Trash'));
  const { ref } = (await started.seen()).find(({ mailbox }) => mailbox === 'Trash')!;
  expect(await started.changes().change([ref], { kind: 'trash' })).toEqual({ done: 1 });
  expect(Object.keys(await started.onServer())).not.toContain('<six@mail.test>');
  expect(started.reported).toEqual([]);
});

test('records that are damaged are said, and count as none', async () => {
  const damaged = createRecords();
  await damaged.setMany([{ key: accountId, value: [{ id: 1 }] }]);
  const said: string[] = [];
  const opened = openChangeRecords(damaged, (problem) => said.push(problem));
  expect(await opened.list(accountId)).toEqual([]);
  expect(said).toHaveLength(1);
});
