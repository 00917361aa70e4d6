import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { quote } from './find-sent-mailbox.ts';
import type { ImapSession } from '../raw-session.ts';

/** UIDs of the messages with this Message-ID in the mailbox that `open`, a SELECT or EXAMINE, names; both go in one flight. */
export const searchMessageId = async (
  session: ImapSession,
  open: string,
  messageId: string,
  range = '',
): Promise<Outcome<number[], Failure>> => {
  const uids: number[] = [];
  const [opened, found] = await Promise.all([
    session.command(open),
    session.command(`UID SEARCH ${range}HEADER Message-ID ${quote(messageId)}`, {
      onUntagged: (response) => {
        const list = /^\* SEARCH(?<uids>(?: \d+)*)/i.exec(response.toString())?.groups?.uids;
        if (list) uids.push(...list.trim().split(' ').map(Number));
      },
    }),
  ]);
  if (!opened.ok) return opened;
  return found.ok ? succeed(uids) : found;
};
