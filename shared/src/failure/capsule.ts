import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from '../account/connection.ts';
import { Certificate, FailureKind, Rung, ServerReply, Stage } from './failure.ts';
import { ServerIdentity } from './server-identity.ts';
import { Turn } from './whose-turn.ts';

/**
 * A failed verdict that can be shown to anybody: what the server said on each rung and what was made of it. No user name, mail address or
 * address of the person's network; no times, so that the same failure always gives the same capsule.
 */
export const Capsule = z.object({
  capsule: z.literal(1),
  kind: FailureKind,
  confidence: z.enum(['certain', 'likely', 'guess']),
  second: z.optional(FailureKind),
  leg: z.optional(Leg),
  stage: Stage,
  host: z.optional(z.string()),
  port: z.optional(z.number()),
  security: z.optional(ConnectionSecurity),
  code: z.optional(z.string()),
  reply: z.optional(ServerReply),
  server: z.optional(ServerIdentity),
  certificate: z.optional(Certificate),
  addresses: z.optional(z.array(z.object({ address: z.string(), code: z.string() }))),
  turn: z.optional(Turn),
  /** The rungs in order, with what the server said. */
  rungs: z.array(z.object({ rung: Rung, state: z.enum(['done', 'failed']), said: z.optional(z.string()) })),
});
export type Capsule = z.infer<typeof Capsule>;
