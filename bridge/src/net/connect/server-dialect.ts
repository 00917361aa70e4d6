import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Certificate } from '@kurrier/shared/failure/failure';
import type { Secret } from '@kurrier/shared/secret';
import type { ReplyText } from '../../classify/evidence.ts';
import type { Attempt } from '../attempt.ts';
import type { DialDeps } from '../dial.ts';
import type { ReadTcpTable } from './stay-cleartext.ts';
import type { TlsSessions } from '../tls-sessions.ts';
import type { Trust } from '../trust.ts';
import type { WireLog } from '../wire-log/wire-log.ts';
import type { Wire } from '../wire.ts';

export interface OpenDeps extends DialDeps {
  readTcpTable: ReadTcpTable;
  trust: Trust;
  /** Sessions that may be resumed; without them each handshake is a whole one. */
  tlsSessions?: TlsSessions;
  /** Hears every dialogue; absent where nobody asked for it. */
  wireLog?: WireLog;
}

/** What the two protocols do differently between connection and sign-in. */
export interface Dialect<Connection> {
  leg: Leg;
  create(wire: Wire): Connection;
  /** Reads the greeting and returns its text. */
  greet(connection: Connection): Promise<string>;
  /** Finds out what the server offers, where that is not known from the greeting. */
  learnCapabilities(connection: Connection): Promise<string>;
  offersStartTls(connection: Connection): boolean;
  /** Resolves with the server's consent or its refusal. */
  startTls(connection: Connection): Promise<{ accepted: boolean; reply: ReplyText }>;
}

/** One server that is to be opened, in one dialect, by one attempt. */
export interface Opening<Connection> {
  settings: ServerSettings;
  dialect: Dialect<Connection>;
  attempt: Attempt;
  deps: OpenDeps;
  /** What the sign-in is going to send, so that no log shows it. */
  secrets: readonly Secret[];
}

/** A greeted server; nothing secret has been sent. */
export interface OpenServer<Connection> {
  connection: Connection;
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  /** Before STARTTLS, where there was one: what it said then is a hint, never a promise. */
  before: Connection | undefined;
}
