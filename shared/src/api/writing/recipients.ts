import * as z from 'zod/mini';
import { atMost } from '../../bounded-text.ts';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { Correspondent } from '../../mail/mail.ts';

/** Completes what is typed as a recipient, out of the mail that is stored: the likeliest first. */
export const suggestRecipients = defineEndpoint({
  name: 'recipients.suggest',
  request: z.strictObject({
    text: z.string().check(atMost(100)),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(10)), 6),
  }),
  response: z.object({ recipients: z.array(Correspondent) }),
});
