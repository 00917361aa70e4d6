import * as z from 'zod/mini';

/**
 * Whose turn it is: the person's computer or network, the provider, the account and its settings, the server's certificate, or this
 * software.
 */
export const Turn = z.enum(['network', 'provider', 'account', 'certificate', 'software']);
export type Turn = z.infer<typeof Turn>;

/** What decided it. */
export const TurnReason = z.enum([
  'nothing-outside-answers',
  'only-this-port-is-blocked',
  'another-port-answers',
  'no-port-of-the-host-answers',
  'clock-is-wrong',
  'tls-is-intercepted',
  'kind',
]);
export type TurnReason = z.infer<typeof TurnReason>;

/** One look without a password: `outside` is anything that has nothing to do with this provider, `host` a port of the failed host. */
export const TurnProbe = z.object({
  of: z.enum(['outside', 'host']),
  /** HOST:PORT */
  target: z.string(),
  /** `silent`: no answer in time or no route. */
  outcome: z.enum(['answers', 'refused', 'silent', 'no-name']),
});
export type TurnProbe = z.infer<typeof TurnProbe>;

export const TurnDecision = z.object({ turn: Turn, reason: TurnReason, probes: z.array(TurnProbe) });
export type TurnDecision = z.infer<typeof TurnDecision>;
