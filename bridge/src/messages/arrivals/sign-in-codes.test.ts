import { expect, test } from 'vitest';
import type { AccountSync, Mailbox, MessageRef } from '@kurrier/shared/mail/mail';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { toIndexPage } from '../../mail-store/page-format.ts';
import { openSignInCodes } from './sign-in-codes.ts';

const start = 1_800_000_000_000;

/** Codes over one mailbox that holds these messages; every message says its UID. */
const open = async (change: { isOn?: boolean; untilReadable?: (ref: MessageRef) => Promise<void> } = {}) => {
  const kept = new Map<string, boolean>(change.isOn === undefined ? [] : [['sign-in-codes', change.isOn]]);
  const read: number[] = [];
  let now = start;
  let messages: { uid: number; receivedAt: number; flags: string }[] = [];
  let revision = 0;
  const codes = await openSignInCodes({
    openMailbox: async () =>
      ({ cursor: () => ({ uidValidity: 1 }), readNewest: async () => toIndexPage(messages) }) as unknown as MailboxStore,
    readSignIn: async (ref: MessageRef) => {
      read.push(ref.uid);
      const sender = { name: '', address: 'a@b.example' };
      const { receivedAt } = messages.find(({ uid }) => uid === ref.uid)!;
      return {
        ref,
        sender,
        subject: '',
        receivedAt,
        offeredUntil: receivedAt + 600_000,
        code: String(ref.uid),
        link: null,
        isSenderConfirmed: false,
      };
    },
    ...(change.untilReadable && { untilReadable: change.untilReadable }),
    record: { get: async (key) => kept.get(key), set: async (key, value) => kept.set(key, value) },
    now: () => now,
    onChange: () => {},
    report: (problem) => expect.fail(problem),
  });
  const deliver = async (
    uids: readonly number[],
    { receivedAt = now, role = 'inbox' }: { receivedAt?: number; role?: Mailbox['role'] } = {},
  ) => {
    messages = [...messages, ...uids.map((uid) => ({ uid, receivedAt, flags: '' }))];
    await codes.take({ accountId: 'a', mailboxes: [{ id: 'm', role, isChosen: true, revision: ++revision }] } as AccountSync);
    await new Promise(setImmediate);
  };
  return { codes, deliver, read, wait: (ms: number) => (now += ms), kept };
};
const named = (codes: Awaited<ReturnType<typeof open>>['codes']) => codes.state().codes.map(({ code }) => code);

test('a code is offered from its arrival on for ten minutes, the newest first', async () => {
  const { codes, deliver, wait } = await open();
  await deliver([1]);
  wait(60_000);
  await deliver([2]);
  expect(named(codes)).toEqual(['2', '1']);
  wait(9 * 60_000 + 1);
  expect(named(codes)).toEqual(['2']);
  wait(60_000);
  expect(named(codes)).toEqual([]);
});

test('a message is read once, and neither old ones nor those in other folders are', async () => {
  const { deliver, read } = await open();
  await deliver([1]);
  await deliver([]);
  await deliver([2], { receivedAt: start - 11 * 60_000 });
  await deliver([3], { role: 'junk' });
  await deliver([4], { role: 'sent' });
  expect(read).toEqual([1]);
});

test('of thousands that come at once the newest few are read, and five are offered', async () => {
  const { codes, deliver, read } = await open();
  await deliver(Array.from({ length: 5_000 }, (_, at) => at + 1));
  await new Promise(setImmediate);
  expect(read.length).toBeLessThanOrEqual(20);
  expect(read[0]).toBe(5_000);
  expect(named(codes)).toHaveLength(5);
});

test('switched off, nothing is read and what was found is forgotten; the switch is kept', async () => {
  const { codes, deliver, read, kept } = await open({ isOn: false });
  await deliver([1]);
  expect(read).toEqual([]);
  await codes.turn(true);
  await deliver([2]);
  expect(read).toContain(2);
  expect((await codes.turn(false)).codes).toEqual([]);
  expect(kept.get('sign-in-codes')).toBe(false);
});

test('an account that is removed takes its codes with it, and one that was used goes', async () => {
  const { codes, deliver } = await open();
  await deliver([1, 2]);
  codes.dismiss(codes.state().codes[0]!.ref);
  expect(codes.state().codes).toHaveLength(1);
  codes.forget('a');
  expect(codes.state().codes).toEqual([]);
});

test('a message is read when it can be read best, and does not keep others waiting', async () => {
  const texts = new Map<number, () => void>();
  const { codes, deliver, read } = await open({ untilReadable: ({ uid }) => new Promise((resolve) => texts.set(uid, resolve)) });
  await deliver([1, 2]);
  expect(read).toEqual([]);
  for (const uid of [2, 1]) {
    texts.get(uid)!();
    await new Promise(setImmediate);
  }
  expect(read).toEqual([2, 1]);
  await deliver([3]);
  await codes.turn(false);
  texts.get(3)!();
  await new Promise(setImmediate);
  expect(read).toEqual([2, 1]);
});

test('closing waits for what is under way, and reads nothing more: the store may be closed then', async () => {
  const readable = Promise.withResolvers<void>();
  const { codes, deliver, read } = await open({ untilReadable: () => readable.promise });
  await deliver([1, 2]);
  let isClosed = false;
  const closing = codes.close().then(() => (isClosed = true));
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  readable.resolve();
  await closing;
  await deliver([3]);
  expect(read).toEqual([]);
});
