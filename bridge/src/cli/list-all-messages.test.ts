import type { Call } from '@kurrier/shared/bridge/call';
import { expect, test } from 'vitest';
import { listAllMessages } from './list-all-messages.ts';

/** A mailbox of which `change` removes or adds messages after each piece that is read. */
const callWith = (uids: number[], change: (pieces: number) => void = () => {}): Call => {
  let pieces = 0;
  return (async (_: unknown, { offset, limit }: { offset: number; limit: number }) => {
    const rows = uids.slice(offset, offset + limit).map((uid) => ({ ref: { uid }, receivedAt: uid }));
    const answer = { ok: true, value: { rows, total: uids.length } };
    change(++pieces);
    return answer;
  }) as unknown as Call;
};
const newestFirst = (count: number): number[] => Array.from({ length: count }, (_, i) => count - i);
const list = async (call: Call) => {
  const listed = await listAllMessages(call, { accountId: 'a', mailboxId: 'm' });
  return listed.ok && listed.value.map(({ ref }) => ref.uid);
};

test.each([0, 1, 200, 201, 450])('%i messages, all of them', async (count) => {
  expect(await list(callWith(newestFirst(count)))).toEqual(newestFirst(count));
});

test('a message that goes meanwhile takes no other one with it, one that comes is not listed twice', async () => {
  const uids = newestFirst(450);
  const listed = await list(callWith(uids, (pieces) => pieces === 1 && uids.shift()));
  expect(listed).toEqual(newestFirst(449));
  const more = newestFirst(450);
  expect(await list(callWith(more, (pieces) => pieces === 1 && more.unshift(451)))).toEqual(newestFirst(451));
});

test('a mailbox that never rests is listed all the same, each message once', async () => {
  const uids = newestFirst(450);
  const listed = await list(callWith(uids, () => uids.unshift(uids[0]! + 1)));
  expect(listed).toEqual(expect.arrayContaining(newestFirst(450)));
  expect(new Set(listed || []).size).toBe((listed || []).length);
});
