import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { SpecialUse } from '@kurrier/shared/mail/mail';
import { isSelectable, type ListedMailbox } from '../grammar/listed-mailbox.ts';
import { assignRoles } from '../grammar/special-use.ts';
import { parseUntagged } from '../grammar/untagged-responses.ts';
import type { OwnedImapSession } from '../create-imap-session.ts';
import { runCommand } from '../run-command.ts';

/** Beyond this a server is not believed. */
const maxMailboxes = 20_000;

export interface ListedWithRole {
  mailbox: ListedMailbox;
  /** Given by the server (RFC 6154), or known by the mailbox's name in some language; as the sync has it. */
  role: SpecialUse | undefined;
}

/** Lists the mailboxes that can be opened, each with what it is for. */
export const listWithRoles = async (session: OwnedImapSession): Promise<Outcome<ListedWithRole[], Failure>> => {
  const capabilities = session.capabilities();
  const listed: ListedMailbox[] = [];
  const marks = capabilities.has('SPECIAL-USE') && capabilities.has('LIST-EXTENDED') ? ' RETURN (SPECIAL-USE)' : '';
  const answer = await runCommand(session, `LIST "" "*"${marks}`, {
    onUntagged: (response) => {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'list' && listed.length < maxMailboxes) listed.push(untagged.mailbox);
    },
  });
  if (!answer.ok) return answer;
  const usable = listed.filter(isSelectable);
  const roles = assignRoles(usable);
  return succeed(usable.map((mailbox) => ({ mailbox, role: roles.get(mailbox.path) })));
};
