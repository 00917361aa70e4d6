import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { withMailbox } from '../run-command.ts';
import { listWithRoles } from './list-with-roles.ts';

/**
 * The mailbox for sent mail, by the name that the server writes: the one it marks (RFC 6154), else one at the top or below INBOX that is
 * called so in some language; where there is none, `Sent` is made.
 */
export const findSentMailbox = async (session: OwnedImapSession): Promise<Outcome<string, Failure>> => {
  const listed = await listWithRoles(session);
  if (!listed.ok) return listed;
  const sent = listed.value.find(({ role }) => role === 'sent');
  if (sent) return succeed(sent.mailbox.name);

  // Where everything lies below INBOX, so does this (Courier, cPanel).
  const others = listed.value.filter(({ role }) => role !== 'inbox').map(({ mailbox }) => mailbox);
  const delimiter = others[0]?.delimiter ?? null;
  const isNested = delimiter !== null && others.every(({ path }) => path.toUpperCase().startsWith(`INBOX${delimiter}`));
  const name = isNested ? `INBOX${delimiter}Sent` : 'Sent';
  const created = await session.command(withMailbox('CREATE', name));
  return created.ok ? succeed(name) : fail(created.failure);
};
