import type { MessageRef } from '@kurrier/shared/mail/mail';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTextWaits } from './text-waits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ref: MessageRef = { accountId: 'a', mailboxId: 'm', uidValidity: 1, uid: 7 };

/** Waits for one text; `atHand` is what is at hand, by UID. */
const start = (isComing = true) => {
  const atHand = new Set<number>();
  const waits = createTextWaits({ isComing: async () => isComing, isAtHand: async ({ uid }) => atHand.has(uid), longestMs: 1_000 });
  const ended: number[] = [];
  const wait = async (uid = ref.uid): Promise<void> => {
    await waits.until({ ...ref, uid });
    ended.push(uid);
  };
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  return { atHand, waits, ended, wait, pass };
};

test('a text that is at hand, or is not coming, is not waited for', async () => {
  const { atHand, wait } = start();
  atHand.add(ref.uid);
  await wait();
  await start(false).wait();
  expect(vi.getTimerCount()).toBe(0);
});

test('one that is coming is waited for until it was added to its mailbox', async () => {
  const { atHand, waits, ended, wait, pass } = start();
  const waiting = wait();
  waits.note('a', 'other');
  waits.note('b', 'm');
  await pass(100);
  // Those of other messages came first.
  waits.note('a', 'm');
  await pass(100);
  expect(ended).toEqual([]);
  atHand.add(ref.uid);
  waits.note('a', 'm');
  await waiting;
  expect(vi.getTimerCount()).toBe(0);
});

test('one that is added while it is looked for is seen', async () => {
  let isThere = false;
  const waits = createTextWaits({
    isComing: async () => true,
    async isAtHand() {
      const found = isThere;
      isThere = true;
      waits.note('a', 'm');
      return found;
    },
  });
  await waits.until(ref);
});

test('one that does not come is waited for no longer than allowed', async () => {
  const { ended, wait, pass } = start();
  void wait();
  await pass(999);
  expect(ended).toEqual([]);
  await pass(1);
  expect(ended).toEqual([ref.uid]);
});

test.each(['one after the other', 'all at once'])('of more than a hundred the others go on at once: %s', async (how) => {
  const { ended, wait, pass } = start();
  for (let uid = 1; uid <= 103; uid++) {
    void wait(uid);
    if (how === 'one after the other') await pass(0);
  }
  await pass(0);
  expect(ended).toEqual([101, 102, 103]);
  await pass(1_000);
  expect(ended).toHaveLength(103);
});

test('closed, every wait ends, and none begins', async () => {
  const { waits, ended, wait, pass } = start();
  const waiting = wait(1);
  await pass(100);
  waits.close();
  await waiting;
  await wait(2);
  expect([ended, vi.getTimerCount()]).toEqual([[1, 2], 0]);
});
