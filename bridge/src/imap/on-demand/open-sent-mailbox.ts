import type { Readable } from 'node:stream';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { findOrCreateMailbox } from './find-or-create-mailbox.ts';
import type { OpenImapSession } from '../open-imap-session.ts';
import { withMailbox } from '../run-command.ts';
import { searchMessageId } from './search-message-id.ts';

/** The mailbox for sent mail over a connection of its own. */
export interface OpenedSentMailbox {
  /** As the server writes it. */
  mailbox: string;
  capabilities: ReadonlySet<string>;
  find(messageId: string): Promise<Outcome<boolean, Failure>>;
  append(content: Buffer | Readable, size: number): Promise<Outcome<void, Failure>>;
  markAnswered(messageId: string): Promise<Outcome<void, Failure>>;
  close(): Promise<void>;
}

/** Searches go back this far, so that they stay cheap in a mailbox of many years. */
const searchedDays = 7;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const since = (nowMs: number): string => {
  const day = new Date(nowMs - searchedDays * 86_400_000);
  return `SINCE ${day.getUTCDate()}-${months[day.getUTCMonth()]}-${day.getUTCFullYear()} `;
};

/** Signs in and finds the mailbox for sent mail. */
export const createOpenSentMailbox =
  (openImapSession: OpenImapSession) =>
  async (...request: Parameters<OpenImapSession>): Promise<Outcome<OpenedSentMailbox, Failure>> => {
    const opened = await openImapSession(...request);
    if (!opened.ok) return opened;
    const session = opened.value;
    const named = await findOrCreateMailbox(session, 'sent');
    if (!named.ok) {
      session.close();
      return named;
    }
    const mailbox = named.value;
    return succeed({
      mailbox,
      capabilities: session.capabilities(),
      async find(messageId) {
        const found = await searchMessageId(session, { access: 'EXAMINE', mailbox }, messageId, since(Date.now()));
        return found.ok ? succeed(found.value.length > 0) : found;
      },
      async append(content, size) {
        const literal = Buffer.isBuffer(content) ? content : { length: size, pieces: content as AsyncIterable<Uint8Array> };
        const appended = await session.command([...withMailbox('APPEND', mailbox, ' (\\Seen) '), literal]);
        return appended.ok ? succeed(undefined) : appended;
      },
      async markAnswered(messageId) {
        const found = await searchMessageId(session, { access: 'SELECT', mailbox: 'INBOX' }, messageId);
        if (!found.ok || found.value.length === 0) return found.ok ? succeed(undefined) : found;
        const marked = await session.command(`UID STORE ${found.value.join(',')} +FLAGS.SILENT (\\Answered)`);
        return marked.ok ? succeed(undefined) : marked;
      },
      close: () => {
        session.close();
        return session.closed;
      },
    });
  };
