import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { parseUntagged } from '../grammar/untagged-responses.ts';
import { expandRanges } from '../grammar/uid-set.ts';
import { withMailbox } from '../run-command.ts';
import type { OwnedImapSession } from '../create-imap-session.ts';

/** UIDs of the messages with this Message-ID in a mailbox, which is opened for writing or not; both go in one flight. */
export const searchMessageId = async (
  session: OwnedImapSession,
  { access, mailbox }: { access: 'SELECT' | 'EXAMINE'; mailbox: string },
  messageId: string,
  range = '',
): Promise<Outcome<number[], Failure>> => {
  const uids: number[] = [];
  const [opened, found] = await Promise.all([
    session.command(withMailbox(access, mailbox)),
    session.command(withMailbox(`UID SEARCH ${range}HEADER Message-ID`, messageId), {
      onUntagged: (response) => {
        const untagged = parseUntagged(response);
        if (untagged?.type === 'search') uids.push(...expandRanges(untagged.uids));
      },
    }),
  ]);
  if (!opened.ok) return opened;
  return found.ok ? succeed(uids) : found;
};
