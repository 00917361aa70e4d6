import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from './connection.ts';
import { Certificate, Failure, Rung } from '../failure/failure.ts';
import { TurnDecision } from '../failure/whose-turn.ts';
import { ImapSettings, SmtpSettings } from './server-settings.ts';

/** One rung of the ladder. `atMs` counts from the start of the attempt. */
export const Step = z.object({
  rung: Rung,
  state: z.enum(['running', 'done', 'failed']),
  atMs: z.number(),
  tookMs: z.optional(z.number()),
  /** Evidence, not a sentence: an address, `TLSv1.3`, the banner, the mechanism. Redacted, at most 200 characters. */
  detail: z.optional(z.string()),
});
export type Step = z.infer<typeof Step>;

/** Settings that would work, found without a password. Applied by its id, once, for ten minutes. */
export const Proposal = z.object({
  id: z.string(),
  changes: z.object({
    host: z.optional(z.string()),
    port: z.optional(z.number()),
    secure: z.optional(z.boolean()),
    username: z.optional(z.string()),
  }),
  /** How TLS will start with the changes made. */
  security: ConnectionSecurity,
  /** Another host or user name never gets the stored password. */
  needsPassword: z.boolean(),
});
export type Proposal = z.infer<typeof Proposal>;

/** The state of one configured leg; a leg that is not configured is absent. Times are milliseconds since 1970. */
export const LegStatus = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-tested') }),
  z.object({
    state: z.literal('checking'),
    since: z.number(),
    steps: z.array(Step),
    /** What can be said so far of an attempt that is still waiting for its answer. */
    interim: z.optional(Failure),
  }),
  z.object({
    state: z.literal('verified'),
    at: z.number(),
    steps: z.array(Step),
    security: ConnectionSecurity,
    /** Absent on a connection without TLS. */
    certificate: z.optional(Certificate),
    /** Works, but: the own mailbox is full, unknown, or answers with a temporary refusal. */
    warnings: z.array(Failure),
  }),
  z.object({
    state: z.literal('failed'),
    at: z.number(),
    steps: z.array(Step),
    failure: Failure,
    proposals: z.array(Proposal),
    turn: z.optional(TurnDecision),
    /** Of a leg that worked with these settings before: when it last did, and since when it fails. */
    verifiedAt: z.optional(z.number()),
    failingSince: z.optional(z.number()),
    /** When it will be tried again without anybody asking; absent where it will not. */
    retestAt: z.optional(z.number()),
  }),
]);
export type LegStatus = z.infer<typeof LegStatus>;

/** What a leg signs in with; absent in an account means a password. */
export const CredentialKind = z.enum(['password', 'token']);
export type CredentialKind = z.infer<typeof CredentialKind>;

/** The sign-in at the provider that the legs' tokens come from. */
export const SignIn = z.object({
  /** The issuer of the tokens, an https address (RFC 8414 §2). */
  issuer: z.string(),
  /** The provider's name, for people. */
  provider: z.string(),
  /** Who signed in, as the issuer vouches for it; it may differ from the address. */
  username: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type SignIn = z.infer<typeof SignIn>;

const legState = {
  credential: z.optional(CredentialKind),
  status: LegStatus,
  /** Sign-ins that the host refused in the last 15 minutes: from three on, providers may lock the account. */
  refusals: z.number(),
};

/** An account as every reader sees it: no passwords, and no overall flag that could disagree with the legs. */
export const Account = z.object({
  id: z.string(),
  label: z.string(),
  address: z.string(),
  createdAt: z.number(),
  /** Absent where every leg has a password. */
  signIn: z.optional(SignIn),
  smtp: z.optional(z.object({ settings: SmtpSettings, ...legState })),
  imap: z.optional(z.object({ settings: ImapSettings, ...legState })),
});
export type Account = z.infer<typeof Account>;

/** Names one leg of one account. */
export const LegRef = z.object({ accountId: z.string(), leg: Leg });
export type LegRef = z.infer<typeof LegRef>;
