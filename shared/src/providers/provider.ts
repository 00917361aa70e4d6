import type { ConnectionSecurity } from '../account/connection.ts';
import type { Preparation } from '../discovery/discovery.ts';
import type { Evidence } from './evidence.ts';

/** Who signs in: the whole address, or what stands before its `@`. */
export type LoginForm = 'address' | 'local-part';

/** A provider's server. `{domain}` in the host stands for the domain of the address. */
export interface ProviderServer {
  host: string;
  port: number;
  security: ConnectionSecurity;
  login: LoginForm;
}

/** What is known of a provider, as data. */
export interface Provider {
  /** Permanent, kebab-case. */
  id: string;
  name: string;
  /** The domains of its addresses, separated by spaces. */
  domains?: string;
  /** Ends of the MX host names of domains that it hosts, separated by spaces. */
  mx?: string;
  /** For a domain that it hosts, too, the username is the account's address at the provider itself. */
  signsInWithItsOwnAddress?: true;
  /** In the provider's order of preference; absent where it has none. */
  imap?: readonly ProviderServer[];
  smtp?: readonly ProviderServer[];
  /** The issuer of OAuth tokens for mail, where it has one. */
  oauth?: string;
  /** A program on this computer that stands between. */
  bridge?: 'proton-bridge' | 'davmail';
  prepare: readonly Preparation[];
  /** The provider's own page about its servers, or about having none: a link for people. */
  page?: string;
  /**
   * What supports the facts: hosts, ports, modes and login; what is to prepare; and the ends of MX hosts that are not the provider's by
   * their name. A fact that nothing was found for is not stated.
   */
  lookedUp: { servers?: Evidence; prepare?: Evidence; mx?: Evidence };
}

const server =
  (security: ConnectionSecurity, defaultPort: number) =>
  (host: string, { port = defaultPort, login = 'address' }: { port?: number; login?: LoginForm } = {}): ProviderServer => ({
    host,
    port,
    security,
    login,
  });

/** IMAP with TLS at once, port 993. */
export const imaps = server('implicit-tls', 993);
/** IMAP with STARTTLS, port 143. */
export const imapStarttls = server('starttls', 143);
/** Submission with TLS at once, port 465. */
export const smtps = server('implicit-tls', 465);
/** Submission with STARTTLS, port 587. */
export const submission = server('starttls', 587);

export const localPart = { login: 'local-part' } as const;

export const appPassword = (url: string): Preparation => ({ need: 'app-password', url });
/** Only where the account asks for a second factor; the normal password does otherwise. */
export const appPasswordFor2Step = (url: string): Preparation => ({ need: 'app-password-for-2-step', url });
export const mailPassword = (url: string): Preparation => ({ need: 'mail-password', url });
export const enableImap = (url: string): Preparation => ({ need: 'enable-imap', legs: ['imap'], url });
export const paidPlan = (url: string): Preparation => ({ need: 'paid-plan', url });
export const oauthOnly = (url: string): Preparation => ({ need: 'oauth-only', url });
export const noMailPrograms = (url: string): Preparation => ({ need: 'no-mail-programs', url });
