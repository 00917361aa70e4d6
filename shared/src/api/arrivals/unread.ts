import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { MessageRow } from '../../mail/mail.ts';

/** How many messages in the INBOX of each account are unread, and the newest of them all together. */
export const listUnread = defineEndpoint({
  name: 'mail.unread',
  request: z.strictObject({ limit: z.int().check(z.minimum(0), z.maximum(20)) }),
  response: z.object({ accounts: z.array(z.object({ accountId: z.string(), unread: z.number() })), rows: z.array(MessageRow) }),
});
