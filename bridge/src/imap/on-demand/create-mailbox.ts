import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { runCommand, withMailbox } from '../run-command.ts';
import { listWithRoles } from './list-with-roles.ts';

/**
 * Sees to it that there is a mailbox of this name, as the server writes it. Somebody else may have made it since the mailboxes were listed: a
 * refusal that says so (RFC 5530 §3, ALREADYEXISTS), or after which it is among them, is none.
 */
export const createMailboxUnlessThere = async (session: OwnedImapSession, name: string): Promise<Outcome<null, Failure>> => {
  const created = await runCommand(session, withMailbox('CREATE', name));
  if (created.ok || created.failure.reply?.responseCode === 'ALREADYEXISTS') return succeed(null);
  if (!created.failure.reply) return created;
  const listed = await listWithRoles(session);
  return listed.ok && listed.value.some(({ mailbox }) => mailbox.name === name) ? succeed(null) : created;
};
