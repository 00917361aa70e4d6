import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { createMailboxUnlessThere } from './create-mailbox.ts';
import { listWithRoles } from './list-with-roles.ts';

/** What they are called where there is none. */
const usualMailboxNames = { sent: 'Sent', drafts: 'Drafts' } as const;

/**
 * The mailbox for sent mail or for drafts, by the name that the server writes: the one it marks (RFC 6154), else one at the top or below
 * INBOX that is called so in some language; where there is none, it is made.
 */
export const findOrCreateMailbox = async (
  session: OwnedImapSession,
  role: keyof typeof usualMailboxNames,
): Promise<Outcome<string, Failure>> => {
  const listed = await listWithRoles(session);
  if (!listed.ok) return listed;
  const found = listed.value.find((one) => one.role === role);
  if (found) return succeed(found.mailbox.name);

  const name = usualMailboxNames[role];
  const mailboxes = listed.value.map(({ mailbox }) => mailbox);
  const delimiter = mailboxes[0]?.delimiter ?? null;
  const below = delimiter === null ? name : `INBOX${delimiter}${name}`;
  // Where everything lies below INBOX, so does this (Courier, cPanel); where there is nothing but INBOX, the server says so.
  const others = mailboxes.filter(({ path }) => path.toUpperCase() !== 'INBOX');
  const isNested = others.length > 0 && others.every(({ path }) => path.toUpperCase().startsWith(`INBOX${delimiter}`));
  const places = new Set(isNested ? [below] : others.length > 0 ? [name] : [name, below]);
  let refused: Failure | undefined;
  for (const place of places) {
    const created = await createMailboxUnlessThere(session, place);
    if (created.ok) return succeed(place);
    refused ??= created.failure;
  }
  return fail(refused!);
};
