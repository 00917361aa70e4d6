import { succeed } from '@kurrier/shared/failure/outcome';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ImapSession } from '../../imap/imap-session.ts';
import { createMailboxWatches } from './mailbox-watches.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A session on which nothing happens. */
const startSession = (done: string[]): ImapSession => {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  const answer = succeed({ responseCode: undefined, text: '' });
  return {
    capabilities: () => new Set(['IDLE']),
    command: async () => answer,
    async idle({ signal }) {
      done.push('idle');
      await Promise.race([closed, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
      return answer;
    },
    closed,
    close,
  };
};

test.each([
  ['arrivals', 'hasArrivals', 'sync, new ones only'],
  ['changes', 'hasChanges', 'sync, all of them'],
] as const)('%s that are told while the mailbox is fetched from are looked at before it is listened to', async (_, told, again) => {
  const done: string[] = [];
  let isFirst = true;
  const watches = createMailboxWatches({
    pick: async () => ['m'],
    openSession: async () => succeed(startSession(done)),
    async sync(connection, _mailboxId, { thorough }) {
      done.push(thorough ? 'sync, all of them' : 'sync, new ones only');
      connection[told] = isFirst;
      isFirst = false;
      return null;
    },
    report: (problem) => expect.fail(problem),
  });
  watches.begin();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(done).toEqual(['sync, new ones only', again, 'idle']);
  await watches.end();
});
