import { expect, test } from 'vitest';
import { createAccountEntries, type AccountEntry } from './account-entries.ts';

/** Entries that are opened at once; how often each was. */
const start = () => {
  const opened: string[] = [];
  const entries = createAccountEntries(async (accountId) => {
    opened.push(accountId);
    return { running: 'off' } as AccountEntry;
  });
  return { entries, opened };
};

test('an account is opened when what was there of it has ended, also where that failed', async () => {
  const { entries, opened } = start();
  const end = Promise.withResolvers<void>();
  const gone = expect(entries.untilGone('a', end.promise)).rejects.toThrow('disk full');
  await expect(Promise.race([entries.open('a'), entries.open('b').then(() => 'b')])).resolves.toBe('b');
  expect(opened).toEqual(['b']);
  end.reject(new Error('disk full'));
  await gone;
  await entries.obtain('a');
  expect(opened).toEqual(['b', 'a']);
});

test('what ends first of two does not end the waiting for the other', async () => {
  const { entries, opened } = start();
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const gone = ends.map(({ promise }) => entries.untilGone('a', promise));
  ends[0].resolve();
  await gone[0];
  const entry = entries.obtain('a');
  await entries.obtain('b');
  expect(opened).toEqual(['b']);
  ends[1].resolve();
  await Promise.all([gone[1], entry]);
  expect(opened).toEqual(['b', 'a']);
});
