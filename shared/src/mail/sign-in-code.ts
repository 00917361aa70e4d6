import * as z from 'zod/mini';
import { Correspondent, MessageRef } from './mail.ts';

/** What a message that has just arrived holds to sign in or to confirm with. Offered for ten minutes, never filled in by itself. */
export const SignInCode = z.object({
  ref: MessageRef,
  sender: Correspondent,
  subject: z.string(),
  receivedAt: z.number(),
  /** Until then it is offered, milliseconds since 1970. */
  offeredUntil: z.number(),
  /** What is typed, without blanks and hyphens; null where there is a link alone. */
  code: z.nullable(z.string()),
  /** A link that signs in or confirms; only where the receiving server says that DMARC passed, and it leads to the sender. */
  link: z.nullable(z.object({ url: z.string(), host: z.string() })),
  /** The receiving server says that the sender is who it says. */
  isSenderConfirmed: z.boolean(),
});
export type SignInCode = z.infer<typeof SignInCode>;
