import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from './connection.ts';

/** Who has to do something: the person, their administrator, the provider, nobody for now (`wait`), or the makers of this software (`us`). */
export type Actor = 'user' | 'admin' | 'provider' | 'wait' | 'us';

/** The four errors that the product's documentation names; finer kinds are shown under the one they belong to. */
export type Headline = 'login' | 'refused' | 'imap-timeout' | 'hostname';

interface KindFacts {
  whoActs: Actor;
  /** The same settings may succeed later, without anybody changing anything. */
  again: boolean;
  headline: Headline | null;
}

const kind = (whoActs: Actor, headline: Headline | null = null, again = false): KindFacts => ({ whoActs, again, headline });

/** Everything that can go wrong, by permanent name. */
export const failureKinds = {
  'auth.invalid_credentials': kind('user', 'login'),
  'auth.app_password_required': kind('user', 'login'),
  'auth.oauth_required': kind('user', 'login'),
  'auth.basic_disabled_by_admin': kind('admin', 'login'),
  'auth.oauth_token_invalid': kind('user', 'login'),
  'auth.web_login_required': kind('user', 'login'),
  'auth.account_locked': kind('user', 'login'),
  'auth.too_many_attempts': kind('wait', 'login', true),
  'auth.imap_disabled': kind('user', 'imap-timeout'),
  'auth.smtp_auth_disabled': kind('admin', 'login'),
  'auth.unsupported_mechanism': kind('user'),
  'auth.requires_tls': kind('user', 'refused'),
  'auth.client_id_required': kind('us'),
  'auth.required': kind('user', 'login'),
  'auth.policy_denied': kind('admin'),
  'net.refused': kind('user', 'refused'),
  'net.timeout': kind('user', null, true),
  'net.dns_not_found': kind('user', 'hostname'),
  'net.dns_temporary': kind('wait', 'hostname', true),
  'net.unreachable': kind('user', 'refused', true),
  'net.reset': kind('wait', 'refused', true),
  'tls.implicit_expected': kind('user', 'refused'),
  'tls.plaintext_port': kind('user', 'refused'),
  'tls.starttls_unavailable': kind('user', 'refused'),
  'tls.hostname_mismatch': kind('user', 'hostname'),
  'tls.expired': kind('admin'),
  'tls.self_signed': kind('admin'),
  'tls.untrusted_chain': kind('admin'),
  'tls.protocol_too_old': kind('admin'),
  'tls.handshake_failed': kind('user', 'refused'),
  'server.temporary_failure': kind('wait', null, true),
  'server.unavailable': kind('wait', null, true),
  'server.rate_limited': kind('wait', null, true),
  'server.too_many_connections': kind('wait', null, true),
  'server.blocked_ip': kind('provider'),
  'server.protocol_violation': kind('us'),
  'server.wrong_service': kind('user', 'refused'),
  'quota.exceeded': kind('user'),
  'mailbox.not_found': kind('user'),
  'sender.not_authorized': kind('user'),
  'sender.rejected': kind('admin'),
  'recipient.rejected': kind('user'),
  'recipient.relay_denied': kind('user'),
  'message.too_large': kind('user'),
  'message.rejected': kind('user'),
  'config.invalid': kind('user'),
  unknown: kind('us'),
} as const satisfies Record<string, KindFacts>;

export type FailureKind = keyof typeof failureKinds;
// The annotation lets bundles that only want the table leave the schema out.
export const FailureKind = z.enum(/* @__PURE__ */ Object.keys(failureKinds) as [FailureKind, ...FailureKind[]]);

/** The rungs of the verification ladder, in the order of a connection with TLS at once; with STARTTLS `tls` comes after `greeting`. */
export const Rung = z.enum(['name', 'connect', 'tls', 'greeting', 'capabilities', 'sign-in', 'use']);
export type Rung = z.infer<typeof Rung>;

/**
 * Where in a session something failed. Finer than a rung, because the same reply means different things in different places:
 * `sender`, `recipient` and `content` are MAIL FROM, RCPT TO and DATA; `mailbox` is SELECT, EXAMINE or LIST.
 */
export const Stage = z.enum([
  'settings',
  'name',
  'connect',
  'tls',
  'greeting',
  'capabilities',
  'sign-in',
  'sender',
  'recipient',
  'content',
  'mailbox',
  'unknown',
]);
export type Stage = z.infer<typeof Stage>;

/** A server's own words, redacted and cut, with the codes found in them. */
export const ServerReply = z.object({
  /** All lines, joined by `\n`; at most 2,000 characters. */
  text: z.string(),
  /** SMTP, RFC 5321 §4.2: 535. */
  replyCode: z.optional(z.number()),
  /** SMTP, RFC 3463: `5.7.8`. */
  enhancedStatusCode: z.optional(z.string()),
  /** IMAP, RFC 9051 §7.1: `AUTHENTICATIONFAILED`. */
  responseCode: z.optional(z.string()),
});
export type ServerReply = z.infer<typeof ServerReply>;

/** What a person needs to judge a certificate by. Times are ISO 8601 UTC; fingerprints are lower-case hex SHA-256. */
export const Certificate = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** DNS names and IP addresses of subjectAltName. */
  names: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string(),
  fingerprint: z.string(),
  /** SHA-256 of the SubjectPublicKeyInfo: what a trusted certificate is pinned by. */
  spki: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

/** One reason why something did not work, as plain data; `describe` turns it into words. */
export const Failure = z.object({
  kind: FailureKind,
  stage: Stage,
  leg: z.optional(Leg),
  /** `certain`: the code or the words leave no other reading; `likely`: they usually mean this; `guess`: what is left. */
  confidence: z.enum(['certain', 'likely', 'guess']),
  host: z.optional(z.string()),
  port: z.optional(z.number()),
  security: z.optional(ConnectionSecurity),
  reply: z.optional(ServerReply),
  /** The code of Node, OpenSSL or a library, for Details: `ECONNREFUSED`. */
  code: z.optional(z.string()),
  certificate: z.optional(Certificate),
  /** What was trusted by hand at this host and port before the server showed another one. */
  trustedBefore: z.optional(Certificate),
  /** The addresses that were tried, each with what became of it. */
  addresses: z.optional(z.array(z.object({ address: z.string(), code: z.string() }))),
  /** `config.invalid`: which field, and what is wrong with it. */
  field: z.optional(z.string()),
  problem: z.optional(z.string()),
});
export type Failure = z.infer<typeof Failure>;

/** The documented headline that a failure is shown under; only net.timeout depends on more than its kind. */
export const headlineOf = (failure: Failure): Headline | null => {
  const { kind, leg, stage } = failure;
  if (kind === 'net.timeout')
    return leg === 'imap' && (stage === 'greeting' || stage === 'tls' || stage === 'capabilities') ? 'imap-timeout' : null;
  return failureKinds[kind].headline;
};
