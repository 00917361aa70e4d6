/** The two sides of an account: `smtp` sends, `imap` receives. */
export const legs = ['smtp', 'imap'] as const;
type Leg = (typeof legs)[number];

/** The ports that the form proposes (RFC 8314 §3.2, §3.3). */
export const defaultPort = { smtp: 465, imap: 993 } as const satisfies Record<Leg, number>;

/**
 * What is tried for a typed port and Secure, in order.
 * `find-out` listens first and offers TLS on a second connection when the server stays silent.
 */
export type SecurityPlan =
  | { order: readonly ['implicit-tls', 'starttls'] | readonly ['starttls', 'implicit-tls'] | 'find-out' }
  | { order: 'plain-start' };

const implicitTlsPorts = new Set([465, 993]);
const startTlsPorts = new Set([25, 587, 2525, 143]);

/**
 * The meaning of the form's Secure field.
 * TRUE: only ever TLS with a checked certificate; the port decides which way is tried first, the other one follows.
 * FALSE: plain text first, STARTTLS wherever it is offered.
 */
export const planSecurity = ({ port, secure }: { port: number; secure: boolean }): SecurityPlan => {
  if (!secure) return { order: 'plain-start' };
  if (implicitTlsPorts.has(port)) return { order: ['implicit-tls', 'starttls'] };
  if (startTlsPorts.has(port)) return { order: ['starttls', 'implicit-tls'] };
  return { order: 'find-out' };
};
