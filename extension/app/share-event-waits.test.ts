import { expect, test } from 'vitest';
import { shareEventWaits } from './share-event-waits.ts';

const answer = { ok: true, value: { events: [], cursor: 1, missed: false } } as never;

test('those who wait for the same news share one call; everything else is a call of its own', async () => {
  const asked: string[] = [];
  const release: (() => void)[] = [];
  const call = shareEventWaits((name, body) => {
    asked.push(`${name} ${JSON.stringify(body)}`);
    return new Promise((resolve) => release.push(() => resolve(answer)));
  });
  const waits = [call('events.since', { cursor: 1, waitMs: 20_000 }), call('events.since', { cursor: 1, waitMs: 20_000 })];
  void call('events.since', { cursor: 2, waitMs: 20_000 });
  void call('accounts.list', {});
  void call('accounts.list', {});
  expect(asked).toHaveLength(4);
  release[0]!();
  expect(await Promise.all(waits)).toEqual([answer, answer]);
  void call('events.since', { cursor: 1, waitMs: 20_000 });
  expect(asked).toHaveLength(5);
});
