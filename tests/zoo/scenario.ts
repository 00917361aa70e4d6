import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind } from '@kurrier/shared/failure/failure';
import type { CertificateOverrides } from '../servers/create-ca.ts';
import type { ScriptedServerOptions } from '../servers/start-scripted-server.ts';
import type { Step } from '../servers/script.ts';

/** What stands at the address that is typed. */
export type Animal =
  | {
      script: readonly Step[] | ((connection: number) => readonly Step[]);
      implicitTls?: boolean;
      certificate?: CertificateOverrides;
      /** The certificate's authority is not known to the client. */
      foreignAuthority?: boolean;
      limits?: ScriptedServerOptions['tls'];
    }
  /** Nothing listens on the port. */
  | 'closed-port'
  | 'no-such-name'
  | 'resolver-fails'
  | 'resolver-silent'
  | 'no-route'
  /** The name has an IPv6 address on which nothing listens, and an IPv4 address of a good server. */
  | { ipv6IsDead: Animal };

/** One thing that can go wrong (or right), and what has to be said of it. */
export interface Scenario {
  name: string;
  leg: Leg;
  expected: FailureKind | 'verified';
  /** The warning that comes with `verified`. */
  warning?: FailureKind;
  animal: Animal;
  /** What is typed besides host and user name; 465 or 993 and Secure TRUE unless told. */
  settings?: Partial<Pick<ServerSettings, 'port' | 'secure' | 'allowUnencrypted' | 'username'>>;
  /** The server is on this machine's own address, so that it counts as another machine. */
  elsewhere?: boolean;
  /** Something has to be said by then; 12 seconds unless told. */
  withinMs?: number;
  /** The password may be seen in clear: Secure FALSE on this computer, or allowed. */
  mayShowPassword?: boolean;
}

export const wrongModeMs = 2000;
