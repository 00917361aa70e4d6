import type { ConnectionSecurity } from '../connection.ts';
import type { Preparation } from '../discovery.ts';

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
  /** In the provider's order of preference; absent where it has none. */
  imap?: readonly ProviderServer[];
  smtp?: readonly ProviderServer[];
  /** The issuer of OAuth tokens for mail, where it has one. */
  oauth?: string;
  /** A program on this computer that stands between. */
  bridge?: 'proton-bridge' | 'davmail';
  prepare: readonly Preparation[];
  /** The page that documents the servers, or says that there are none. */
  source: string;
  /** The day on which hosts and ports were last compared with Thunderbird's database or, for those not in it, with settings in wide use. */
  checked: string;
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
export const mailPassword = (url: string): Preparation => ({ need: 'mail-password', url });
export const enableImap = (url: string): Preparation => ({ need: 'enable-imap', legs: ['imap'], url });
export const paidPlan = (url: string): Preparation => ({ need: 'paid-plan', url });
export const oauthOnly = (url: string): Preparation => ({ need: 'oauth-only', url });
export const noMailPrograms = (url: string): Preparation => ({ need: 'no-mail-programs', url });
