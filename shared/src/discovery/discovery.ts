import * as z from 'zod/mini';
import { ConnectionSecurity, Leg } from '../account/connection.ts';
import { Certificate } from '../failure/failure.ts';
import { discoverySources } from './discovery-sources.ts';

export const DiscoverySource = z.enum(discoverySources);
export type DiscoverySource = z.infer<typeof DiscoverySource>;

/** What has to be done or known before a password is typed; `shared/src/words` says it. */
export const Need = z.enum([
  /** A password made for one program, in the provider's security settings. */
  'app-password',
  /** The same, only where the account asks for a second factor at sign-in. */
  'app-password-for-2-step',
  /** One separate password, or authorization code, for all mail programs. */
  'mail-password',
  /** The username is another than the address: that of the account at the provider. */
  'provider-address',
  'enable-imap',
  /** No password is taken at all: only a sign-in in the browser. */
  'oauth-only',
  /** Passwords still work, and a date is set for their end. */
  'passwords-ending',
  /** A program of the provider on this computer has to run. */
  'local-bridge',
  /** That program runs; it shows the password to enter. */
  'bridge-password',
  'paid-plan',
  /** The provider has POP or web mail, and no IMAP. */
  'no-imap',
  /** No mail program can be connected. */
  'no-mail-programs',
  /** The domain only passes mail on to other mailboxes. */
  'forwarding-only',
]);
export type Need = z.infer<typeof Need>;

export const Preparation = z.object({
  need: Need,
  /** The legs it concerns; absent means both. */
  legs: z.optional(z.array(Leg)),
  /** The provider's own page about it; https only. */
  url: z.optional(z.string()),
  /** `passwords-ending`: the first day without them, ISO 8601. */
  date: z.optional(z.string()),
});
export type Preparation = z.infer<typeof Preparation>;

/** A page about the settings, as a source links it. Remote sources choose both: show the host of the URL beside the title. */
export const DocumentationLink = z.object({ url: z.string(), title: z.string() });
export type DocumentationLink = z.infer<typeof DocumentationLink>;

/** Good practice that applies to an address; one quiet line each. */
export const Advice = z.enum(['shared-address', 'administrator-address', 'own-mailbox-user']);
export type Advice = z.infer<typeof Advice>;

/** One server as somebody published it, ready for the form. */
export const FoundServer = z.object({
  host: z.string(),
  port: z.number(),
  /** `cleartext` means that no encryption is offered: shown so, and never prefilled as allowed. */
  security: ConnectionSecurity,
  username: z.string(),
  /** Passwords (or app passwords) are taken here. */
  password: z.boolean(),
  oauth2: z.boolean(),
});
export type FoundServer = z.infer<typeof FoundServer>;

const Sourced = z.object({ server: FoundServer, source: DiscoverySource });

/** What is known of one leg. */
export const LegDiscovery = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('found'),
    server: FoundServer,
    source: DiscoverySource,
    /** The host is outside the address's own domain and nobody vouches for it: the person has to agree to it by name. */
    consent: z.boolean(),
    /** Other servers, best first. */
    alternatives: z.array(Sourced),
  }),
  /** The source says that there is no such server: a provider without IMAP. */
  z.object({ state: z.literal('not-offered'), source: DiscoverySource }),
  z.object({ state: z.literal('unknown') }),
]);
export type LegDiscovery = z.infer<typeof LegDiscovery>;

/** A mail server on this computer: what it says it is, who runs it, and what is known of its certificate. */
export const LocalServer = z.object({
  /** By its greeting or its certificate, both of which any program could imitate. */
  product: z.enum(['proton-bridge', 'hydroxide', 'davmail', 'dovecot', 'postfix', 'other']),
  leg: Leg,
  /** Always a loopback address. */
  host: z.string(),
  port: z.number(),
  security: ConnectionSecurity,
  /** Who listens: the user that the bridge runs as, the system itself, or nobody can tell. Another user's server is refused. */
  listener: z.enum(['own', 'system', 'unknown']),
  /** Absent on a server without TLS. */
  certificate: z.optional(Certificate),
  /**
   * `vouched` by an authority; `trusted` by hand already; `new` and to be trusted with the account; `changed` since it was trusted, which
   * nothing but a look at both certificates mends; `none` without TLS.
   */
  trust: z.enum(['vouched', 'trusted', 'new', 'changed', 'none']),
});
export type LocalServer = z.infer<typeof LocalServer>;

/** How it went with one source; `detail` is a code, not a sentence. */
export const SourceReport = z.object({
  source: DiscoverySource,
  state: z.enum(['found', 'nothing', 'failed', 'timed-out', 'not-asked']),
  tookMs: z.number(),
  detail: z.optional(z.string()),
});
export type SourceReport = z.infer<typeof SourceReport>;

/** All that is known of an address before a password is asked for. */
export const Discovery = z.object({
  address: z.string(),
  /** As asked on the network: lower case, A-labels (RFC 5890). */
  domain: z.string(),
  /** `id` where its facts are known; `oauth` is the issuer of tokens for its mail. */
  provider: z.optional(z.object({ id: z.optional(z.string()), name: z.string(), oauth: z.optional(z.string()) })),
  /** Who issues tokens for its mail: an https address that a sign-in can be begun at. */
  oauthIssuer: z.optional(z.string()),
  smtp: LegDiscovery,
  imap: LegDiscovery,
  prepare: z.array(Preparation),
  documentation: z.array(DocumentationLink),
  advice: z.array(Advice),
  localServers: z.array(LocalServer),
  /** Hosts that are not used: what a remote source must not name, such as `127.0.0.1`, and servers of another user of this computer. */
  refused: z.array(
    z.object({ source: DiscoverySource, host: z.string(), reason: z.enum(['private-address', 'not-a-host', 'other-user']) }),
  ),
  sources: z.array(SourceReport),
  /** DNS gave no answer at all: that nothing was found then says nothing about the domain. */
  couldNotLook: z.optional(z.boolean()),
  /** A well-known domain that this one is probably a slip of the keys for. */
  didYouMean: z.optional(z.string()),
  tookMs: z.number(),
});
export type Discovery = z.infer<typeof Discovery>;
