import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';

/** Whom to sign in where. */
export type SessionRequest = Credential & { settings: ServerSettings };

/** How long a session may live. */
export interface SessionOptions {
  /** Ends the session, also long after it was opened. */
  signal: AbortSignal;
}
