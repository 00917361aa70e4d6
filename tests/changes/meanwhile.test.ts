import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChangeAction } from '@kurrier/shared/mail/pending-change';
import type { StoredChange } from '../../bridge/src/changes/change-records.ts';
import { accountId } from '../sync/start-live.ts';
import { capabilitySets } from '../sync/start-mail.ts';
import { createRecords } from './open-changes.ts';
import { until } from '../setup/until.ts';
import { message, startChanges, type Changes } from './start-changes.ts';

/** What was done without the server, while other clients changed what it is about: nothing is lost, and what could not be done is said. */
describe.each([
  ['MOVE', capabilitySets.qresync],
  ['COPY and UID EXPUNGE', capabilitySets.poor],
])('by %s', (_, capabilities) => {
  const records = createRecords();
  let started: Changes;
  const folders = ['A', 'B', 'C', 'D', 'E', 'Later', 'Gone', 'Anew', 'Named', 'Again', 'Trash'];
  beforeAll(async () => {
    started = await startChanges({ capabilities }, records);
    for (const folder of folders) await started.other.mailboxCreate(folder);
    for (const folder of ['A', 'B', 'C', 'D', 'E', 'Trash']) await fill(folder, 'of');
    await started.follow();
  });
  afterAll(() => started[Symbol.asyncDispose]());

  /** Two messages in a folder, each time under the same UIDs. */
  const fill = async (folder: string, when: string): Promise<void> => {
    for (const name of ['one', 'two']) await started.other.append(folder, message(`${name}-${when}-${folder}`));
  };
  const refsOf = async (folder: string) => (await started.seen()).filter(({ mailbox }) => mailbox === folder).map(({ ref }) => ref);
  /** Does something without the server, then what other clients do, and lets the server be there again. */
  const meanwhile = async (folder: string, action: ChangeAction, others: () => Promise<void>): Promise<void> => {
    const refs = await refsOf(folder);
    expect(refs).toHaveLength(2);
    await started.goAway();
    expect(await started.changes().change(refs, action)).toEqual({ done: 0, pending: 2 });
    await others();
    await started.comeBack();
  };
  const makeAnew = async (folder: string): Promise<void> => {
    await started.other.mailboxDelete(folder);
    await started.other.mailboxCreate(folder);
  };
  /** What stands in the list, which is then read. */
  const readFailed = async () => {
    const { changes } = await started.changes().list();
    for (const { id } of changes) await started.changes().dismiss({ accountId, id });
    return changes.map(({ state, refusal, refs }) => [state, refusal, refs.length]);
  };
  const inFolder = async (folder: string): Promise<string[]> =>
    Object.entries(await started.onServer())
      .filter(([, places]) => places.some((place) => place.startsWith(`${folder} `)))
      .map(([id, places]) => `${id}${places.length > 1 ? ` ${places.length} times` : ''}${places[0]!.slice(folder.length)}`);

  test.each<[string, string, () => Promise<ChangeAction>]>([
    ['moved', 'A', async () => ({ kind: 'move', to: await started.mailboxId('Later') })],
    ['marked', 'B', async () => ({ kind: 'flagged', isSet: true })],
    ['thrown away', 'C', async () => ({ kind: 'trash' })],
    ['deleted for good', 'Trash', async () => ({ kind: 'trash' })],
  ])(
    'what was to be %s in a folder that is another one by now is said to be gone, and nothing in that one is touched',
    async (__, folder, action) => {
      const before = await inFolder('Later');
      await meanwhile(folder, await action(), async () => {
        await makeAnew(folder);
        await fill(folder, 'anew');
      });
      expect(await readFailed()).toEqual([['failed', 'gone', 2]]);
      expect(await inFolder(folder)).toEqual([`<one-anew-${folder}@mail.test> `, `<two-anew-${folder}@mail.test> `]);
      expect(await inFolder('Later')).toEqual(before);
    },
  );

  test('what was to go to a folder that was deleted stays where it is, and that is said', async () => {
    await meanwhile('D', { kind: 'move', to: await started.mailboxId('Gone') }, async () => {
      await started.other.mailboxDelete('Gone');
    });
    expect(await readFailed()).toEqual([['failed', 'no-mailbox', 2]]);
    expect(await inFolder('D')).toEqual(['<one-of-D@mail.test> ', '<two-of-D@mail.test> ']);
  });

  test('what was to go to a folder that was deleted and made anew is there once, or stays and is said to', async () => {
    await meanwhile('D', { kind: 'move', to: await started.mailboxId('Anew') }, () => makeAnew('Anew'));
    const failed = await readFailed();
    const [place, stays] = failed.length > 0 ? ['D', [['failed', 'no-mailbox', 2]]] : ['Anew', []];
    expect(failed).toEqual(stays);
    expect(await inFolder(place)).toEqual(['<one-of-D@mail.test> ', '<two-of-D@mail.test> ']);
  });

  test('what another client moved to the same place is there once, and is said to have gone; the rest is moved', async () => {
    await meanwhile('E', { kind: 'move', to: await started.mailboxId('Later') }, async () => {
      const lock = await started.other.getMailboxLock('E');
      await started.other.messageMove('1', 'Later', { uid: true });
      lock.release();
    });
    expect(await readFailed()).toEqual([['failed', 'gone', 1]]);
    expect(await inFolder('Later')).toEqual(['<one-of-E@mail.test> ', '<two-of-E@mail.test> ']);
  });

  test('a folder that was renamed is the same one: what was to go there is there, or stays and is said to', async () => {
    await until(async () => expect(await refsOf('B')).toHaveLength(2));
    await meanwhile('B', { kind: 'move', to: await started.mailboxId('Named') }, async () => {
      await started.other.mailboxRename('Named', 'Called');
    });
    const failed = await readFailed();
    const [place, stays] = failed.length > 0 ? ['B', [['failed', 'no-mailbox', 2]]] : ['Called', []];
    expect(failed).toEqual(stays);
    expect(await inFolder(place)).toEqual(['<one-anew-B@mail.test> ', '<two-anew-B@mail.test> ']);
  });

  test.each([
    ['was moved', true],
    ['was not moved', false],
  ])('of what %s before the connection ended nobody can say more where its folder is another one by now', async (__, isMoved) => {
    const name = `half-${isMoved}`;
    await started.other.append('E', message(name));
    await started.live.sync.syncNow({ accountId });
    await until(async () => expect(await refsOf('E')).toHaveLength(1));
    const refs = await refsOf('E');
    await started.goAway();
    await started.changes().change(refs, { kind: 'move', to: await started.mailboxId('Again') });
    const lock = await started.other.getMailboxLock('Again');
    const { uidNext, uidValidity } = started.other.mailbox as { uidNext: number; uidValidity: bigint };
    lock.release();
    // As a connection leaves it that ends over the first try.
    const [change] = (await records.get(accountId)) as StoredChange[];
    await records.setMany([{ key: accountId, value: [{ ...change, attempt: { targetUidValidity: Number(uidValidity), uidNext } }] }]);
    await started.restart();
    if (isMoved) {
      const source = await started.other.getMailboxLock('E');
      await started.other.messageMove(String(refs[0]!.uid), 'Again', { uid: true });
      source.release();
    }
    await makeAnew('Again');
    await started.comeBack();
    const places = (await started.onServer())[`<${name}@mail.test>`] ?? [];
    const failed = await readFailed();
    // It went with the folder, or is where the list says: never twice, and never said to be done where that is not known.
    if (isMoved) expect([places, failed]).toEqual([[], [['failed', 'uncertain', 1]]]);
    else expect([places, failed]).toEqual(failed.length > 0 ? [['E '], [['failed', failed[0]![1], 1]]] : [['Again '], []]);
    const left = await started.other.getMailboxLock('E');
    await started.other.messageDelete('1:*', { uid: true });
    left.release();
    await started.live.sync.syncNow({ accountId });
    await until(async () => expect(await refsOf('E')).toEqual([]));
  });

  test('what was taken back before the server was there again is not done, and what was done first is', async () => {
    await until(async () => expect(await refsOf('A')).toHaveLength(2));
    const [one, two] = await refsOf('A');
    await started.goAway();
    const to = await started.mailboxId('Later');
    await started.changes().change([one!], { kind: 'move', to });
    await started.changes().change([two!], { kind: 'flagged', isSet: true });
    const { changes } = await started.changes().list();
    expect(await started.changes().dismiss({ accountId, id: changes[0]!.id })).toEqual({ dismissed: true });
    await started.comeBack();
    expect(await inFolder('A')).toEqual(['<one-anew-A@mail.test> ', '<two-anew-A@mail.test> \\Flagged']);
    expect(await readFailed()).toEqual([]);
  });

  test('of an account that was removed nothing is kept, and nothing is done any more', async () => {
    const refs = await refsOf('A');
    await started.goAway();
    await started.changes().change(refs, { kind: 'move', to: await started.mailboxId('Later') });
    await started.changes().forget(accountId);
    await started.comeBack();
    expect(await started.changes().list()).toEqual({ changes: [] });
    expect(await inFolder('A')).toHaveLength(2);
    expect(started.reported).toEqual([]);
  });
});
