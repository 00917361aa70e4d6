import { expect, test } from 'vitest';
import { stayLive } from './live-connection.ts';
import type { SyncConnection } from '../sync-connection.ts';

test('a nudge that comes in the middle of a sync is answered after it, not lost', async () => {
  const session = { capabilities: () => new Set<string>(), closed: new Promise<never>(() => {}) };
  const connection = { session, tracking: 'condstore' } as unknown as SyncConnection;
  const end = new AbortController();
  let nudged = new AbortController();
  let rounds = 0;
  nudged.abort();
  await stayLive(
    connection,
    {
      syncInbox: async () => null,
      async syncOthers() {
        rounds += 1;
        if (rounds === 1) nudged.abort();
        else end.abort();
        return null;
      },
      nudge: () => nudged.signal,
      takeNudge() {
        const wasNudged = nudged.signal.aborted;
        if (wasNudged) nudged = new AbortController();
        return wasNudged;
      },
    },
    end.signal,
  );
  expect(rounds).toBe(2);
});
