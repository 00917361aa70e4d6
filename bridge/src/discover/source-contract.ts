import type { DiscoverySource } from '@kurrier/shared/discovery/discovery';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Certificate } from '@kurrier/shared/failure/failure';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { MailAddress } from './mail-address.ts';
import type { Offer } from './offer.ts';
import type { ListenerOf } from '../net/loopback-listener.ts';
import type { SrvRecord } from './sources/read-srv.ts';

/** What came of asking one source; `detail` is a code for the report. */
export type Answer = { state: 'found'; offer: Offer } | { state: 'nothing' | 'failed' | 'not-asked'; detail?: string };

/** Asks one source about an address. Never rejects; ends soon after the signal does. */
export type AskSource = (address: MailAddress, signal: AbortSignal) => Promise<Answer>;

export interface FetchRequest {
  url: URL;
  /** The host that would have been asked, where a base URL has taken its place. */
  hostHeader?: string;
  /** The person named this place: it may be private, and without encryption. */
  isTrusted?: boolean;
  /** Plain HTTP is allowed, also for redirects. */
  plainHttp?: boolean;
}

export type FetchProblem =
  | 'not-found'
  | 'http-status'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'private-address'
  | 'wrong-content-type'
  | 'certificate'
  | 'unreachable'
  | 'timed-out';

export interface Fetched {
  body: Buffer;
  /** Media type without parameters, lower case; empty where there is none. */
  contentType: string;
}

/** Gets one small document. Never rejects; bounded in size, redirects and, by the signal, in time. */
export type FetchDocument = (request: FetchRequest, signal: AbortSignal) => Promise<Outcome<Fetched, FetchProblem>>;

/** DNS lookups that never reject: no such name and no such record are an empty list, `undefined` is a lookup that failed. */
export interface DnsClient {
  srv(name: string, signal: AbortSignal): Promise<SrvRecord[] | undefined>;
  mx(name: string, signal: AbortSignal): Promise<{ exchange: string; priority: number }[] | undefined>;
  txt(name: string, signal: AbortSignal): Promise<string[] | undefined>;
  ns(name: string, signal: AbortSignal): Promise<string[] | undefined>;
  /** IPv4 and IPv6 addresses. */
  addresses(name: string, signal: AbortSignal): Promise<string[] | undefined>;
}

/** Where to connect to instead, for a host and port that the person redirected; names and certificates stay the same. */
export type ConnectTo = (host: string, port: number) => { host: string; port: number } | undefined;

/** What a port answers to somebody who does not sign in. */
export interface ProbeResult {
  security: ConnectionSecurity;
  greeting: string;
  /** Of the certificate: good for this host, good for another name, or of an authority that is not known. */
  trust: 'trusted' | 'other-name' | 'untrusted';
  certificate?: Certificate;
}

/** Speaks to a mail server without signing in; undefined where no mail server of this leg answers. Never rejects. */
export type Probe = (
  target: { host: string; port: number; leg: Leg; startsWithTls?: boolean },
  signal: AbortSignal,
) => Promise<ProbeResult | undefined>;

/** Whether a server takes access tokens, and whose, where it says so. */
export interface TokensTold {
  takesTokens: boolean;
  issuer?: string | undefined;
}

/** Asks a mail server after its tokens without saying anything of the person. Never rejects. */
export type AskTokens = (target: { leg: Leg; host: string; port: number }, signal: AbortSignal) => Promise<TokensTold>;

export interface DiscoverDeps {
  fetchDocument: FetchDocument;
  dns: DnsClient;
  probe: Probe;
  askTokens: AskTokens;
  /** Who listens on a port of this computer. */
  listenerOf: ListenerOf;
  /** The key (SPKI) that the person trusts by hand at this host and port. */
  trustedKey: (host: string, port: number) => string | undefined;
  /** Places that stand in for the real ones, by source; `{domain}` is filled in. */
  baseUrls: Partial<Record<DiscoverySource, string>>;
  /** The person named the resolver: private addresses of the address's own domain are meant so (split DNS, tests). */
  allowsPrivate: boolean;
}
