import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { parseList, quote } from './find-sent-mailbox.ts';
import type { OpenImapSession } from '../open-session.ts';
import { searchMessageId } from './search-message-id.ts';

/** Where a message to oneself can turn up. */
export interface OpenedArrivals {
  /** The mailbox that the message is in by now, if any. */
  find(messageId: string): Promise<Outcome<string | undefined, Failure>>;
  /** Removes every copy of the message that `find` would see. False where the server can only mark it as deleted (no UIDPLUS). */
  remove(messageId: string): Promise<Outcome<boolean, Failure>>;
  close(): Promise<void>;
}

const watched = ['\\junk', '\\sent'];

/** Signs in and looks at the inbox, and at the mailboxes that the server marks for junk and, for what it filed itself, sent mail. */
export const createOpenArrivals =
  (openImapSession: OpenImapSession) =>
  async (...request: Parameters<OpenImapSession>): Promise<Outcome<OpenedArrivals, Failure>> => {
    const opened = await openImapSession(...request);
    if (!opened.ok) return opened;
    const session = opened.value;
    const marked: { name: string; attributes: string[] }[] = [];
    const marks = session.capabilities().has('LIST-EXTENDED') ? ' RETURN (SPECIAL-USE)' : '';
    const listed = await session.command(`LIST "" "*"${marks}`, {
      onUntagged: (response) => {
        const mailbox = parseList(response.toString());
        if (mailbox?.attributes.some((attribute) => watched.includes(attribute))) marked.push(mailbox);
      },
    });
    if (!listed.ok) {
      session.close();
      return listed;
    }
    const junk = marked.filter(({ attributes }) => attributes.includes('\\junk')).map(({ name }) => name);
    const sent = marked.filter(({ attributes }) => attributes.includes('\\sent')).map(({ name }) => name);
    return succeed({
      async find(messageId) {
        for (const mailbox of ['INBOX', ...junk]) {
          const found = await searchMessageId(session, `EXAMINE ${quote(mailbox)}`, messageId);
          if (!found.ok) return found;
          if (found.value.length > 0) return succeed(mailbox);
        }
        return succeed(undefined);
      },
      async remove(messageId) {
        const canExpunge = session.capabilities().has('UIDPLUS');
        for (const mailbox of ['INBOX', ...junk, ...sent]) {
          const found = await searchMessageId(session, `SELECT ${quote(mailbox)}`, messageId);
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
