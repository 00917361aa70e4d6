import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Report } from '../../async/report.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { SyncConnection } from '../sync-connection.ts';

/** Opens a signed-in session; `signal` ends the attempt. */
export type OpenSession = (
  request: Credential & { settings: ServerSettings },
  options: { signal: AbortSignal },
) => Promise<Outcome<ImapSession, Failure>>;

export interface WorkerDeps {
  /** The settings and credential of the account's receiving leg; only a verified one has them. A `Failure` is why there is no token now. */
  access: () => Promise<Outcome<Credential & { settings: ServerSettings }, 'not-found' | 'not-verified' | 'locked' | Failure>>;
  openSession: OpenSession;
  /** The same for connections that only listen: they do without when the server has too many. */
  openWatch: OpenSession;
  /** Takes what was met into the leg's status: null for a sign-in that worked. */
  noteUse: (failure: Failure | null) => Promise<void>;
  /** Called when the view has changed; often. */
  onChange: () => void;
  /** Uses the live connection for a slice of other work. */
  betweenIdles: (connection: SyncConnection) => Promise<BetweenIdles>;
  report: Report;
}

/** What came of other work on the live connection. */
export interface BetweenIdles {
  /** Why the connection is no good any more. */
  failure: Failure | null;
  isMore: boolean;
  /** INBOX is not the open mailbox any more. */
  hasLeft: boolean;
  /** The server told of changes in what was open. */
  hasNews: boolean;
}
