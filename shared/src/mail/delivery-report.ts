import * as z from 'zod/mini';
import { Failure } from '../failure/failure.ts';
import { MessageRow } from './mail.ts';

/** What a server reports of one recipient (RFC 3464 §2.3.3); `failure` where it was not, or not yet, delivered. */
export const ReportedRecipient = z.object({
  /** As the report writes it, in one line; may be empty. */
  address: z.string(),
  outcome: z.enum(['failed', 'delayed', 'delivered']),
  failure: z.optional(Failure),
});
export type ReportedRecipient = z.infer<typeof ReportedRecipient>;

/**
 * A delivery report. It says what it says, and anybody can write one: `sent` is the message that it is about, where that lies in the
 * account's own mailbox for sent mail.
 */
export const DeliveryReport = z.object({
  recipients: z.array(ReportedRecipient),
  /** The subject of the message that it is about, as the report has it; may be empty. */
  subject: z.string(),
  sent: z.nullable(MessageRow),
});
export type DeliveryReport = z.infer<typeof DeliveryReport>;
