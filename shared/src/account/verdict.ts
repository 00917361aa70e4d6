import * as z from 'zod/mini';
import { Step } from './account.ts';
import { ConnectionSecurity } from './connection.ts';
import { Certificate, Failure } from '../failure/failure.ts';

/** What became of one leg: the top of the ladder reached with the password tried, or the reason why not. */
export const LegVerdict = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('verified'),
    security: ConnectionSecurity,
    certificate: z.optional(Certificate),
    warnings: z.array(Failure),
    steps: z.array(Step),
    tookMs: z.number(),
  }),
  z.object({ state: z.literal('failed'), failure: Failure, steps: z.array(Step), tookMs: z.number() }),
]);
export type LegVerdict = z.infer<typeof LegVerdict>;

/** Both legs of one draft, each with its own verdict; a leg that is not configured is absent. */
export const VerificationReport = z.object({ address: z.string(), smtp: z.optional(LegVerdict), imap: z.optional(LegVerdict) });
export type VerificationReport = z.infer<typeof VerificationReport>;

/** Verified means: every leg there is has reached the last rung. */
export const isVerified = ({ smtp, imap }: VerificationReport): boolean =>
  [smtp, imap].every((verdict) => verdict === undefined || verdict.state === 'verified');
