import { expect, test } from 'vitest';
import { openMailAccountStore } from './mail-account-store.ts';
import type { OpenRecords } from './key-value-records.ts';

const ann = { host: 'imap.x.example', username: 'ann' };

/** A store in memory; `refuse` makes one name space refuse to be cleared. */
const openMemory = () => {
  const spaces = new Map<string, Map<string, unknown>>();
  const refuse = { namespace: '', writes: false };
  const written: string[] = [];
  const open = ((namespace: string) => {
    const values = spaces.get(namespace) ?? new Map<string, unknown>();
    spaces.set(namespace, values);
    return {
      get: async (key: string) => values.get(key),
      set: async (key: string, value: unknown) => {
        if (refuse.writes) throw new Error('disk full');
        written.push(namespace);
        values.set(key, value);
      },
      deleteMany: async (keys: string[]) => keys.forEach((key) => values.delete(key)),
      clear: async () => {
        if (refuse.namespace === namespace) throw new Error('killed');
        values.clear();
      },
    };
  }) as OpenRecords;
  return { open, refuse, written };
};

const listed = (path: string) => ({
  mailbox: { path, name: path, delimiter: '/', attributes: [], mailboxId: null },
  status: { messages: 3, unseen: 0 },
});

/** Ann's account with two mailboxes that were synced. */
const startSynced = async () => {
  const { open, refuse, written } = openMemory();
  const account = await openMailAccountStore('a', open);
  await account.keepOnlyFrom(ann);
  await account.takeListed([listed('INBOX'), listed('Old')]);
  for (const { id } of account.read().mailboxes)
    await (await account.mailbox(id)).begin({ uidValidity: 1, uidNext: 4, highestModSeq: null, backfillBelow: null });
  const cursors = async (of = account) =>
    Promise.all(of.read().mailboxes.map(async ({ id }) => (await of.mailbox(id)).cursor()?.uidNext ?? null));
  return { account, open, refuse, written, cursors };
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
  const again = await openMailAccountStore('a', open);
  expect(await cursors(again)).toEqual([null, 4]);
  await again.keepOnlyFrom(ann);
  expect(await cursors(again)).toEqual([null, null]);
});

test('a list that says what is known is not stored once more; each thing that it says otherwise is', async () => {
  const { account, open, written } = await startSynced();
  const { mailbox, status } = listed('INBOX');
  written.length = 0;
  await account.takeListed([listed('INBOX'), listed('Old')]);
  expect(written).toEqual([]);
  const others = [
    [{ mailbox, status: { ...status, unseen: 1 } }, listed('Old')],
    [{ mailbox, status: { ...status, messages: 4 } }, listed('Old')],
    [{ mailbox: { ...mailbox, attributes: ['\\HasChildren'] }, status }, listed('Old')],
    [{ mailbox: { ...mailbox, mailboxId: 'm1' }, status }, listed('Old')],
    [listed('INBOX'), listed('New')],
    [listed('INBOX')],
  ];
  for (const list of others) {
    written.length = 0;
    await account.takeListed(list);
    expect(written).toEqual(['mail:a']);
    expect((await openMailAccountStore('a', open)).read()).toEqual(account.read());
  }
});

test('the time of the last sync is known at once, and stored once a minute and with everything else', async () => {
  const { account, open, written } = await startSynced();
  const stored = async () => (await openMailAccountStore('a', open)).read().lastSyncAt;
  const times = [1_000_000, 1_008_000, 1_059_999, 1_060_000, 1_119_999, 900_000];
  const after: (number | null)[] = [];
  written.length = 0;
  for (const at of times) {
    await account.noteSynced(at);
    expect(account.read().lastSyncAt).toBe(at);
    after.push(await stored());
  }
  expect(after).toEqual([1_000_000, 1_000_000, 1_000_000, 1_060_000, 1_060_000, 900_000]);
  expect(written).toHaveLength(3);
  await account.noteSynced(901_000);
  await account.update({ isPaused: true });
  expect(await stored()).toBe(901_000);
});

test('what the store refused is stored with the next list, though that says nothing new', async () => {
  const { account, open, refuse } = await startSynced();
  const now = [listed('INBOX'), listed('Old'), listed('New')];
  refuse.writes = true;
  await expect(account.takeListed(now)).rejects.toThrow('disk full');
  refuse.writes = false;
  await account.takeListed(now);
  expect((await openMailAccountStore('a', open)).read().mailboxes).toHaveLength(3);
});

test('what the store refused while an earlier change was still being stored is stored with the next list, too', async () => {
  const { account, open, refuse } = await startSynced();
  const inbox = account.read().mailboxes[0]!;
  const earlier = account.update({ isPaused: true });
  refuse.writes = true;
  const later = account.noteStatus(inbox.id, { messages: 9, uidNext: 10, uidValidity: 1, highestModSeq: null });
  await Promise.all([earlier, expect(later).rejects.toThrow('disk full')]);
  refuse.writes = false;
  const { mailbox, status } = listed('INBOX');
  await account.takeListed([{ mailbox, status: { ...status, messages: 9 } }, listed('Old')]);
  expect((await openMailAccountStore('a', open)).read()).toEqual(account.read());
});
