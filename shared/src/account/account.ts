import * as z from 'zod/mini';
import { addressPattern, hostPattern, linePattern } from './account-text.ts';
import { atMost } from '../bounded-text.ts';
import { wantsNoSignIn } from './no-sign-in.ts';
import { ConnectionSecurity, Leg } from './connection.ts';
import { Certificate, Failure, Rung } from '../failure/failure.ts';
import { SecretText, TokenText } from '../secret.ts';
import { TurnDecision } from '../failure/whose-turn.ts';

/** Text of one line: control characters would end the protocol line it is put into, or hide what it says on screen. */
export const lineText = (maxLength: number, minLength = 1) =>
  z.string().check(atMost(maxLength), z.minLength(minLength), z.regex(linePattern, 'contains a control character or half a character'));

/** A host name or IP address as a person types it; IPv6 with or without brackets. No scheme, no port, no path. */
export const Host = lineText(255).check(z.regex(hostPattern, 'is not a host name'));

export const Port = z.int().check(z.minimum(1), z.maximum(65535));

/** An address that mail is sent from. Not a full RFC 5322 parser: one `@`-separated local part and domain, safe inside `<…>`. */
export const Address = lineText(320).check(z.regex(addressPattern, 'is not an email address'));

const serverFields = {
  host: Host,
  port: Port,
  username: lineText(320),
  /** The form's Secure field; `planSecurity` says what it means. */
  secure: z.boolean(),
  /** Only with Secure FALSE: the person agreed that the password may travel unencrypted. */
  allowUnencrypted: z._default(z.boolean(), false),
};

/** An empty user name: see `wantsNoSignIn`. */
const smtpFields = { ...serverFields, username: lineText(320, 0), pool: z._default(z.boolean(), false) };

/** Where one leg's server is and who signs in there: everything but the password. */
export const SmtpSettings = z.strictObject(smtpFields);
export const ImapSettings = z.strictObject(serverFields);
export type SmtpSettings = z.infer<typeof SmtpSettings>;
export type ImapSettings = z.infer<typeof ImapSettings>;
export type ServerSettings = ImapSettings & { pool?: boolean };

const atLeastOneLeg = z.refine<{ smtp?: unknown; imap?: unknown }>((draft) => draft.smtp !== undefined || draft.imap !== undefined, {
  error: 'needs an smtp or an imap leg',
});

/** What one leg signs in with: a password, or an OAuth access token (RFC 6749 §1.4). */
const credentialFields = { password: z.optional(SecretText), accessToken: z.optional(TokenText) };
const oneCredential = z.refine<{ password?: unknown; accessToken?: unknown }>(
  ({ password, accessToken }) => (password === undefined) !== (accessToken === undefined),
  { error: 'needs a password or an accessToken, and not both' },
);

/** An empty password is none. */
const noPassword = z.pipe(
  z.literal(''),
  z.transform(() => undefined),
);
const smtpPassword = z.optional(z.union([SecretText, noPassword]));
/** Without a user name nothing is presented to the server, so nothing may be given to be presented. */
const smtpCredential = z.refine<{ username: string; password?: unknown; accessToken?: unknown }>(
  ({ username, password, accessToken }) =>
    wantsNoSignIn({ username })
      ? password === undefined && accessToken === undefined
      : (password === undefined) !== (accessToken === undefined),
  { error: 'needs a password or an accessToken, and not both; without a username it needs neither' },
);
const noPasswordWithoutUser = z.refine<{ username: string; password?: unknown }>(
  ({ username, password }) => !wantsNoSignIn({ username }) || password === undefined,
  { error: 'has a password and no username' },
);

/** An account as entered, with its passwords or tokens: what `kurrier check` reads. */
export const AccountDraft = z
  .strictObject({
    label: z.optional(lineText(200)),
    address: Address,
    smtp: z.optional(z.strictObject({ ...smtpFields, ...credentialFields, password: smtpPassword }).check(smtpCredential)),
    imap: z.optional(z.strictObject({ ...serverFields, ...credentialFields }).check(oneCredential)),
  })
  .check(atLeastOneLeg);
export type AccountDraft = z.output<typeof AccountDraft>;
export type AccountDraftInput = z.input<typeof AccountDraft>;

/** An account as saved from the form: a leg without a password keeps the stored one, where that is allowed. */
export const AccountChange = z
  .strictObject({
    label: z.optional(lineText(200)),
    address: Address,
    smtp: z.optional(z.strictObject({ ...smtpFields, password: smtpPassword }).check(noPasswordWithoutUser)),
    imap: z.optional(z.strictObject({ ...serverFields, password: z.optional(SecretText) })),
  })
  .check(atLeastOneLeg);
export type AccountChange = z.output<typeof AccountChange>;
export type AccountChangeInput = z.input<typeof AccountChange>;

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
