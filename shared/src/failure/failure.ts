import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from '../account/connection.ts';
import { signInHints } from '../oauth/sign-in-hints.ts';
import { failureKinds } from './failure-kinds.ts';
import { ServerIdentity } from './server-identity.ts';
import { stages } from './stages.ts';

// What is no schema stands apart: pages use it, and carry no zod.
export { failureKinds, headlineOf, type Actor, type Headline } from './failure-kinds.ts';

export const FailureKind = z.enum(Object.keys(failureKinds) as (keyof typeof failureKinds)[]);
export type FailureKind = z.infer<typeof FailureKind>;

/** The rungs of the verification ladder, in the order of a connection with TLS at once; with STARTTLS `tls` comes after `greeting`. */
export const Rung = z.enum(['name', 'connect', 'tls', 'greeting', 'capabilities', 'sign-in', 'use']);
export type Rung = z.infer<typeof Rung>;

export const Stage = z.enum(stages);
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
  /** `certain`: right in at least 99 of 100; `likely`: in at least 96; `guess`: the likeliest of what is left (docs/truth.md). */
  confidence: z.enum(['certain', 'likely', 'guess']),
  /** What a guess may be instead, where that is nearly as likely. */
  second: z.optional(FailureKind),
  host: z.optional(z.string()),
  port: z.optional(z.number()),
  security: z.optional(ConnectionSecurity),
  reply: z.optional(ServerReply),
  /** Who answered, where that is known. */
  server: z.optional(ServerIdentity),
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
  /** What a provider has against a sign-in, finer than the kind. */
  hint: z.optional(z.enum(signInHints)),
});
export type Failure = z.infer<typeof Failure>;
