/** What else lets mail in where a sign-in is not to be had. */
export type OtherWay = 'app-password' | 'administrator' | 'forwarding';

interface Known {
  /** Permanent, kebab-case. */
  id: string;
  /** For people. */
  name: string;
  /** What `oauth` of a mail provider's facts says, and the issuers that autoconfig files name for it. */
  oauth: readonly string[];
  otherWays: readonly OtherWay[];
}

/** Endpoints that no metadata document names. */
export interface Endpoints {
  authorization: string;
  token: string;
  revocation?: string;
}

/** A provider whose users can be asked to let a program in, as data. */
export interface OpenProvider extends Known {
  state: 'open';
  /** The issuer (RFC 8414 §2); `{tenant}` is filled in. Its metadata is fetched unless `endpoints` are given. */
  issuer: string;
  endpoints?: Endpoints;
  /** Which of the provider's directories is asked where nobody says; only with `{tenant}` in the issuer. Null: somebody has to. */
  tenant?: string | null;
  /** Scopes by leg, and those that every sign-in asks for. */
  scopes: { every: readonly string[]; smtp: readonly string[]; imap: readonly string[] };
  /** How the redirect to this computer is written (RFC 8252 §7.3); the port is random. */
  redirectHost: 'localhost' | '127.0.0.1';
  /** More parameters of the authorization request: that the account is chosen anew, that a refresh token is wanted. */
  parameters: Readonly<Record<string, string>>;
  /**
   * Whether a client comes with a secret. Those of installed programs are none to anybody (RFC 8252 §8.5), and have to be sent all the
   * same.
   */
  clientSecret: 'none' | 'sent';
  /** RFC 8628 is offered for mail scopes. */
  deviceCode: boolean;
  /** Ends of the hosts of its mail servers: nobody else gets its tokens. */
  mailHosts: readonly string[];
  /** Its mail servers want the name that signs in, also where the address is another one. */
  signInNameFirst?: true;
  /** Whether a person can register a client of their own, and where. */
  registration: { by: 'anybody' | 'organisation'; page: string };
  /** Where a person takes access back. */
  permissionsPage?: string;
}

/** A provider that has sign-ins for mail programs, and none for new ones. */
export interface ClosedProvider extends Known {
  state: 'closed';
}

export type SignInProvider = OpenProvider | ClosedProvider;
