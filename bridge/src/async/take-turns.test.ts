import { expect, test } from 'vitest';
import { createTurns } from './take-turns.ts';

test('others have a turn when eight milliseconds are over, and not before', async () => {
  let now = 0;
  let wasOthersTurn = false;
  const turn = createTurns({ now: () => now });
  setImmediate(() => (wasOthersTurn = true));
  for (now = 0; now < 8; now++) await turn();
  expect(wasOthersTurn).toBe(false);
  await turn();
  expect(wasOthersTurn).toBe(true);
});

test('a turn begins anew after each', async () => {
  let now = 8;
  let others = 0;
  const turn = createTurns({ now: () => now });
  now = 16;
  await turn();
  setImmediate(() => others++);
  now = 23;
  await turn();
  expect(others).toBe(0);
  now = 24;
  await turn();
  expect(others).toBe(1);
});
