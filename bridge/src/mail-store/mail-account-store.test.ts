import { expect, test } from 'vitest';
import { openAccountStore } from './mail-account-store.ts';
import type { OpenRecords } from './key-value-records.ts';

const ann = { host: 'imap.x.example', username: 'ann' };

/** A store in memory; `refuse` makes one name space refuse to be cleared. */
const openMemory = () => {
  const spaces = new Map<string, Map<string, unknown>>();
  const refuse = { namespace: '' };
  const open = ((namespace: string) => {
    const values = spaces.get(namespace) ?? new Map<string, unknown>();
    spaces.set(namespace, values);
    return {
      get: async (key: string) => values.get(key),
      set: async (key: string, value: unknown) => values.set(key, value),
      deleteMany: async (keys: string[]) => keys.forEach((key) => values.delete(key)),
      clear: async () => {
        if (refuse.namespace === namespace) throw new Error('killed');
        values.clear();
      },
    };
  }) as OpenRecords;
  return { open, refuse };
};

const listed = (path: string) => ({
  mailbox: { path, name: path, delimiter: '/', attributes: [], mailboxId: null },
  status: { messages: 3, unseen: 0 },
});

/** Ann's account with two mailboxes that were synced. */
const startSynced = async () => {
  const { open, refuse } = openMemory();
  const account = await openAccountStore('a', open);
  await account.keepOnlyFrom(ann);
  await account.takeListed([listed('INBOX'), listed('Old')]);
  for (const { id } of account.read().mailboxes)
    await (await account.mailbox(id)).begin({ uidValidity: 1, uidNext: 4, highestModSeq: null, backfillBelow: null });
  const cursors = async (of = account) =>
    Promise.all(of.read().mailboxes.map(async ({ id }) => (await of.mailbox(id)).cursor()?.uidNext ?? null));
  return { account, open, refuse, cursors };
};

test('the same mailbox user with the same depth keeps what is stored', async () => {
  const { account, cursors } = await startSynced();
  await account.keepOnlyFrom({ ...ann });
  expect(await cursors()).toEqual([4, 4]);
});

test.each([
  ['user', { ...ann, username: 'bob' }],
  ['server', { ...ann, host: 'imap.y.example' }],
])('another %s starts with nothing, under new names', async (_, origin) => {
  const { account } = await startSynced();
  const before = account.read().mailboxes.map(({ id }) => id);
  await account.keepOnlyFrom(origin);
  expect(account.read().mailboxes).toEqual([]);
  await account.takeListed([listed('INBOX')]);
  expect(before).not.toContain(account.read().mailboxes[0]!.id);
});

test('another depth begins every mailbox anew, also when the process was killed in the middle', async () => {
  const { account, open, refuse, cursors } = await startSynced();
  await account.update({ choice: { included: [], excluded: [], sinceDays: 30 } });
  refuse.namespace = `mail:a:${account.read().mailboxes[1]!.id}`;
  await expect(account.keepOnlyFrom(ann)).rejects.toThrow('killed');
  refuse.namespace = '';
  const again = await openAccountStore('a', open);
  expect(await cursors(again)).toEqual([null, 4]);
  await again.keepOnlyFrom(ann);
  expect(await cursors(again)).toEqual([null, null]);
});
