import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { listAccounts } from './accounts.ts';
import { BridgeEvent, eventsSince } from './events.ts';
import { listMessages } from './mail.ts';

/** The two halves as they were before messages were told of: whoever updates one has the other of before for a while. */
const before = {
  eventsRequest: z.strictObject({ cursor: z.number(), waitMs: z.number() }),
  listResponse: z.object({ accounts: z.array(z.unknown()), cursor: z.number() }),
  messagesResponse: z.object({ rows: z.array(z.unknown()), total: z.number() }),
};

test('an extension of before is understood, and understands', () => {
  expect(eventsSince.request.parse({ cursor: 1, waitMs: 5 })).toEqual({ cursor: 1, waitMs: 5 });
  const now = listAccounts.response.parse({ accounts: [], cursor: 3, isLocked: false, tells: ['messages.changed'] });
  expect(before.listResponse.parse(now)).toEqual({ accounts: [], cursor: 3 });
  const listed = listMessages.response.parse({ rows: [], total: 0, mailboxes: [{ mailboxId: 'm', revision: 1, messages: 0 }] });
  expect(before.messagesResponse.parse(listed)).toEqual({ rows: [], total: 0 });
});

test('a bridge of before is understood, and is asked what it understands', () => {
  expect(listAccounts.response.parse({ accounts: [], cursor: 3 })).toEqual({ accounts: [], cursor: 3 });
  expect(listMessages.response.parse({ rows: [], total: 4 })).toEqual({ rows: [], total: 4 });
  expect(before.eventsRequest.safeParse({ cursor: 1, waitMs: 5, also: ['messages.changed'] }).success).toBe(false);
  expect(before.eventsRequest.safeParse(eventsSince.request.parse({ cursor: 1, waitMs: 5 })).success).toBe(true);
});

test('a bridge of later may tell more than is known here', () => {
  const later = listAccounts.response.parse({ accounts: [], cursor: 3, tells: ['messages.changed', 'weather.changed'] });
  expect(later.tells).toContain('weather.changed');
  expect(BridgeEvent.safeParse({ type: 'weather.changed' }).success).toBe(false);
});
