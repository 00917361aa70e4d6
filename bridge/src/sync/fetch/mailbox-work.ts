import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { SyncConnection } from '../sync-connection.ts';

/** One mailbox that is being brought up to date, and how thoroughly. */
export interface MailboxWork {
  connection: SyncConnection;
  /** As the server wrote it. */
  name: string;
  /** Which mailbox the stored messages are of (RFC 8474); null where the server never said. */
  objectId: string | null;
  store: MailboxStore;
  /** What the last list of mailboxes said of it; null: nothing. */
  surveyed?: MailboxStatus | null;
  /** Look at all flags where only looking tells; false: new messages will do. */
  thorough: boolean;
  /** Ask by SEARCH which flags changed, where not all of them are looked at. */
  searched?: boolean;
  /** Fetch nothing that came earlier, milliseconds since 1970; null: everything. */
  since: number | null;
  /** Called after every durable step, with how many messages are stored and how many there are. */
  onProgress?: (done: number, total: number) => void;
}
