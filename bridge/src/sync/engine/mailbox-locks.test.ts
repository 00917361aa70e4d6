import { expect, test } from 'vitest';
import { createMailboxLocks } from './mailbox-locks.ts';

test('a mailbox has one turn at a time, and who waits for it comes after the other', async () => {
  const turns = createMailboxLocks();
  const said: string[] = [];
  const end = turns.tryTake('a')!;
  expect([turns.isTaken('a'), turns.tryTake('a')]).toEqual([true, null]);
  const waiting = ['one', 'two'].map(async (name) => {
    const endWaited = await turns.take('a');
    said.push(`${name} begins`);
    await Promise.resolve();
    said.push(`${name} ends`);
    endWaited();
  });
  turns.tryTake('b')!();
  said.push('first ends');
  end();
  await Promise.all(waiting);
  expect(said).toEqual(['first ends', 'one begins', 'one ends', 'two begins', 'two ends']);
  expect(turns.isTaken('a')).toBe(false);
});

test('a turn that has ended cannot end the next one', () => {
  const turns = createMailboxLocks();
  const end = turns.tryTake('a')!;
  end();
  turns.tryTake('a');
  end();
  expect(turns.isTaken('a')).toBe(true);
});
