import type { Readable } from 'node:stream';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { expandRanges, formatUidSet, rangesOf } from '../grammar/uid-set.ts';
import type { OpenImapSession } from '../open-imap-session.ts';
import { runCommand, withMailbox } from '../run-command.ts';
import { searchUids } from '../search-uids.ts';
import { findOrCreateMailbox } from './find-or-create-mailbox.ts';
import { openOnSession } from './open-on-session.ts';
import { removeByExpunge, type Removal } from './remove-by-expunge.ts';
import { searchMessageId } from './search-message-id.ts';

/** The mailbox for drafts over a connection of its own. Whatever is asked of it is asked of the server anew. */
export interface OpenedDraftsMailbox {
  uidValidity: number;
  /** UIDs of the messages with this Message-ID, those that are marked as deleted among them where `withDeleted`. */
  find(messageId: string, withDeleted: boolean): Promise<Outcome<number[], Failure>>;
  /** Which of these UIDs are there, and not marked as deleted. */
  present(uids: readonly number[]): Promise<Outcome<number[], Failure>>;
  /** Adds the message as a draft, marked as read (RFC 9051 §2.3.2). */
  append(content: Buffer | Readable, size: number): Promise<Outcome<void, Failure>>;
  /** Removes these and nothing else. `marked`: they stay, marked as deleted, because the server could only remove them with others. */
  remove(uids: readonly number[]): Promise<Outcome<Removal, Failure>>;
  close(): Promise<void>;
}

/** Signs in and opens the mailbox for drafts, which is made where there is none. */
export const createOpenDraftsMailbox =
  (openImapSession: OpenImapSession) =>
  async (...request: Parameters<OpenImapSession>): Promise<Outcome<OpenedDraftsMailbox, Failure>> => {
    const signedIn = await openImapSession(...request);
    if (!signedIn.ok) return signedIn;
    const session = signedIn.value;
    const named = await findOrCreateMailbox(session, 'drafts');
    const mailbox = named.ok ? named.value : '';
    const opened = named.ok ? await openOnSession(session, { name: mailbox, write: true }) : named;
    if (!opened.ok) {
      session.close();
      return opened;
    }
    return succeed({
      uidValidity: opened.value.uidValidity,
      // Opened anew each time: servers tell of messages that were just added when they like.
      find: (messageId, withDeleted) => searchMessageId(session, { access: 'SELECT', mailbox }, messageId, withDeleted ? '' : 'UNDELETED '),
      async present(uids) {
        const found = await searchUids(session, { criteria: `UNDELETED UID ${formatUidSet(rangesOf(uids))}`, messages: uids.length });
        return found.ok ? succeed(expandRanges(found.value.uids)) : found;
      },
      async append(content, size) {
        const literal = Buffer.isBuffer(content) ? content : { length: size, pieces: content as AsyncIterable<Uint8Array> };
        const appended = await session.command([...withMailbox('APPEND', mailbox, ' (\\Draft \\Seen) '), literal]);
        return appended.ok ? succeed(undefined) : appended;
      },
      async remove(uids) {
        const ranges = rangesOf(uids);
        if (!session.capabilities().has('UIDPLUS')) return removeByExpunge(session, ranges, null);
        const set = formatUidSet(ranges);
        const marked = await runCommand(session, `UID STORE ${set} +FLAGS.SILENT (\\Deleted)`);
        if (!marked.ok) return marked;
        const expunged = await runCommand(session, `UID EXPUNGE ${set}`);
        return expunged.ok ? succeed('removed') : expunged;
      },
      close: () => {
        session.close();
        return session.closed;
      },
    });
  };
