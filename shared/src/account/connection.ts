import * as z from 'zod/mini';
import { legs } from './security-plan.ts';

/** How TLS starts on a connection (RFC 8314 §3): at once, by STARTTLS, or not at all. */
export const ConnectionSecurity = z.enum(['implicit-tls', 'starttls', 'cleartext']);
export type ConnectionSecurity = z.infer<typeof ConnectionSecurity>;

/** The two sides of an account: `smtp` sends, `imap` receives. */
export const Leg = z.enum(legs);
export type Leg = z.infer<typeof Leg>;

// What is no schema stands apart: pages use it, and carry no zod.
export { defaultPort, legs, planSecurity, type SecurityPlan } from './security-plan.ts';
