import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isSelectable, type ListedMailbox } from '../grammar/listed-mailbox.ts';
import { parseUntagged } from '../grammar/untagged-responses.ts';
import type { ImapSession } from '../raw-session.ts';
import { withMailbox } from '../run-command.ts';

/** Beyond this a server is not believed. */
const maxMailboxes = 20_000;

/**
 * The name of the mailbox for sent mail: the one the server marks (RFC 6154), else one at the top or below INBOX that is
 * called so in some language; where there is none, `Sent` is made.
 */
export const findSentMailbox = async (session: ImapSession, sentNames: readonly string[]): Promise<Outcome<string, Failure>> => {
  const capabilities = session.capabilities();
  const listed: ListedMailbox[] = [];
  const marks = capabilities.has('SPECIAL-USE') && capabilities.has('LIST-EXTENDED') ? ' RETURN (SPECIAL-USE)' : '';
  const answer = await session.command(`LIST "" "*"${marks}`, {
    onUntagged: (response) => {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'list' && listed.length < maxMailboxes) listed.push(untagged.mailbox);
    },
  });
  if (!answer.ok) return answer;
  const usable = listed.filter(isSelectable);
  const marked = usable.find(({ attributes }) => attributes.some((attribute) => attribute.toLowerCase() === '\\sent'));
  if (marked) return succeed(marked.name);

  const delimiter = usable[0]?.delimiter ?? null;
  const below = /^inbox$/i;
  const called = usable.find(({ name }) => {
    const parts = delimiter === null ? [name] : name.split(delimiter);
    if (parts.length > 1 && below.test(parts[0]!)) parts.shift();
    return parts.length === 1 && sentNames.includes(parts[0]!.toLowerCase());
  });
  if (called) return succeed(called.name);

  // Where everything lies below INBOX, so does this (Courier, cPanel).
  const others = usable.filter(({ name }) => !below.test(name));
  const nested = others.length > 0 && delimiter !== null && others.every(({ name }) => name.toUpperCase().startsWith(`INBOX${delimiter}`));
  const name = nested ? `INBOX${delimiter}Sent` : 'Sent';
  const created = await session.command(withMailbox('CREATE', name));
  return created.ok ? succeed(name) : fail(created.failure);
};
