import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import { markMessages } from '../attachments.ts';
import { describeOpened, type ReadHeaders } from '../message-row.ts';
import type { MessageTexts } from '../recent-texts.ts';
import { describeTexts } from '../texts/describe-texts.ts';
import type { ReadTexts } from '../texts/read-texts.ts';
import type { UnpackedFiles } from '../unpacked-files.ts';

/** No part of what is shown of a message that lies in another names the mailbox that this one is in. */
const nowhere: MessageRef = { accountId: '', mailboxId: '', uidValidity: 0, uid: 0 };

/** What is shown of a message that lies in another, `outer` of a mailbox: its texts, and what stands at its head. */
export const describeAttached = (
  outer: StoredMessage,
  headers: ReadHeaders,
  reading: ReadTexts,
  inner?: UnpackedFiles,
): MessageTexts & Required<Pick<MessageTexts, 'head'>> => {
  const { leftOut, row } = describeOpened(outer, nowhere, headers);
  const { from, to, subject, hasAttachments } = row;
  const texts = describeTexts(headers, reading, { leftOut, inner });
  // A list is left by whom it was sent to, and a report is about what was sent.
  const { hasUnsubscribe: _, ...content } = texts.content;
  const attachments = markMessages(content.attachments, headers.structure);
  return { ...texts, content: { ...content, attachments }, head: { from, to, subject, hasAttachments } };
};
