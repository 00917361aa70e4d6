import type { AccountSync, MessageRow } from '@kurrier/shared/mail/mail';
import type { MessageListModel } from '../../model/mail/message-list-model.ts';
import type { ReaderModel } from '../../model/mail/reader-model.ts';
import { rowAt } from '../../model/mail/kept-row-pages.ts';

/** The message that keys and buttons are about: the one that is open, else the active row. */
const actedOn = (list: MessageListModel, reader: ReaderModel): MessageRow | null => {
  const opened = reader.state.value;
  if (opened.phase === 'open') return opened.content.row;
  if (opened.phase !== 'closed' && opened.row) return opened.row;
  const listed = list.state.value;
  return listed.phase === 'listed' && list.active.value !== null ? rowAt(listed.pages, list.active.value) : null;
};

/** What the mailbox of that message is for: among what was found each lies in another one. */
export const roleOfActiveMessage = (list: MessageListModel, reader: ReaderModel, syncs: readonly AccountSync[]): string | null => {
  const ref = actedOn(list, reader)?.ref;
  const mailboxes = syncs.find(({ accountId }) => accountId === ref?.accountId)?.mailboxes;
  return mailboxes?.find(({ id }) => id === ref?.mailboxId)?.role ?? null;
};
