import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { SpecialUse } from '@kurrier/shared/mail/mail';
import type { OpenImapSession } from '../open-imap-session.ts';
import { listWithRoles } from './list-with-roles.ts';
import { searchMessageId } from './search-message-id.ts';

/** Where a message to oneself can turn up. */
export interface OpenedArrivals {
  /** The mailbox that the message is in by now, if any. */
  find(messageId: string): Promise<Outcome<string | undefined, Failure>>;
  /** Removes every copy of the message that `find` would see. False where the server can only mark it as deleted (no UIDPLUS). */
  remove(messageId: string): Promise<Outcome<boolean, Failure>>;
  close(): Promise<void>;
}

/** No account has more mailboxes for junk, or for sent mail. */
const mostLooked = 20;

/** Signs in and looks at the inbox, and at the mailboxes for junk and, for what the server filed itself, sent mail. */
export const createOpenArrivals =
  (openImapSession: OpenImapSession) =>
  async (...request: Parameters<OpenImapSession>): Promise<Outcome<OpenedArrivals, Failure>> => {
    const opened = await openImapSession(...request);
    if (!opened.ok) return opened;
    const session = opened.value;
    const listed = await listWithRoles(session);
    if (!listed.ok) {
      session.close();
      return listed;
    }
    const named = (role: SpecialUse) => listed.value.filter((entry) => entry.role === role).map(({ mailbox }) => mailbox.name);
    const junk = named('junk').slice(0, mostLooked);
    const sent = named('sent').slice(0, mostLooked);
    return succeed({
      async find(messageId) {
        for (const mailbox of ['INBOX', ...junk]) {
          const found = await searchMessageId(session, { access: 'EXAMINE', mailbox }, messageId);
          if (!found.ok) return found;
          if (found.value.length > 0) return succeed(mailbox);
        }
        return succeed(undefined);
      },
      async remove(messageId) {
        const canExpunge = session.capabilities().has('UIDPLUS');
        for (const mailbox of ['INBOX', ...junk, ...sent]) {
          const found = await searchMessageId(session, { access: 'SELECT', mailbox }, messageId);
          if (!found.ok) return found;
          if (found.value.length === 0) continue;
          const uids = found.value.join(',');
          const marked = await session.command(`UID STORE ${uids} +FLAGS.SILENT (\\Deleted)`);
          // A plain EXPUNGE would take along what others have marked.
          const gone = marked.ok && canExpunge ? await session.command(`UID EXPUNGE ${uids}`) : marked;
          if (!gone.ok) return gone;
        }
        return succeed(canExpunge);
      },
      close: () => {
        session.close();
        return session.closed;
      },
    });
  };
