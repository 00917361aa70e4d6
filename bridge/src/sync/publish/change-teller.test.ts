import { expect, test } from 'vitest';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { createChangeJournal } from '../../mail-store/change-journal.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { createChangeTeller } from './change-teller.ts';

/** A mailbox of which only revisions and changes are looked at. */
const createMailbox = () => {
  let revision = 10;
  const journal = createChangeJournal(revision);
  return {
    store: {
      revision: () => revision,
      changesSince: (before: number) => journal.since(before),
      cursor: () => ({ messages: revision }),
    } as MailboxStore,
    change: (changed: number[], removed: number[] = []) => journal.note(++revision, { changed, removed }),
    forget: () => journal.forgetUntil(++revision),
  };
};

const start = () => {
  const mailboxes = { a: createMailbox(), b: createMailbox() };
  const account = {
    read: () => ({ mailboxes: [{ id: 'a' }, { id: 'b' }] }),
    mailbox: async (id: 'a' | 'b') => mailboxes[id].store,
  } as unknown as MailAccountStore;
  const told: string[] = [];
  let pause = Promise.resolve();
  const tell = createChangeTeller('x', account, async ({ mailbox, before, revision, changed, removed, messages }) => {
    await pause;
    told.push(`${mailbox.id} ${before}-${revision} +${changed.join()} -${removed.join()} =${messages}`);
  });
  return { ...mailboxes, tell, told, hold: (until: Promise<void>): void => void (pause = until) };
};

test('each mailbox is told of from where it was last told of, the first time never', async () => {
  const { a, b, tell, told } = start();
  a.change([1]);
  await tell();
  expect(told).toEqual([]);
  a.change([2]);
  b.change([], [7]);
  a.change([3], [2]);
  await tell();
  await tell();
  expect(told.splice(0)).toEqual(['a 11-13 +3 -2 =13', 'b 10-11 + -7 =11']);
  b.change([]);
  await tell();
  expect(told).toEqual(['b 11-12 + - =12']);
});

test('too much, and what is not known, is not told, and what comes after it begins behind it', async () => {
  const { a, b, tell, told } = start();
  await tell();
  a.change(Array.from({ length: 51 }, (_, uid) => uid + 1));
  b.forget();
  await tell();
  expect(told).toEqual([]);
  a.change([60]);
  b.change([5]);
  await tell();
  expect(told).toEqual(['a 11-12 +60 - =12', 'b 11-12 +5 - =12']);
});

test('one telling waits for the other, so that revisions are told in their order', async () => {
  const { a, tell, told, hold } = start();
  await tell();
  const { promise, resolve } = Promise.withResolvers<void>();
  hold(promise);
  a.change([1]);
  const first = tell();
  await new Promise((next) => setImmediate(next));
  a.change([2]);
  const second = tell();
  resolve();
  await Promise.all([first, second]);
  expect(told.map((line) => line.slice(0, 7))).toEqual(['a 10-11', 'a 11-12']);
});
