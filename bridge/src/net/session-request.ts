import type { ServerSettings } from '@kurrier/shared/account/account';
import type { Secret } from '@kurrier/shared/secret';

/** Whom to sign in where. */
export interface SessionRequest {
  settings: ServerSettings;
  password: Secret;
}

/** How long a session may live. */
export interface SessionOptions {
  /** Ends the session, also long after it was opened. */
  signal: AbortSignal;
}
