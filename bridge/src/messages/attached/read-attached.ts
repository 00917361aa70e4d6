import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { MessageContent, MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { attachmentsOf, markMessages } from '../attachments.ts';
import { describeOpened } from '../message-row.ts';
import { readPart, type AttachmentPiece, type AskedPiece } from '../pieces/read-part.ts';
import type { ReadBounded } from '../reading/read-bounded.ts';
import type { MessageTexts, RecentTexts } from '../recent-texts.ts';
import { describeTexts } from '../texts/describe-texts.ts';
import { readTexts } from '../texts/read-texts.ts';
import type { AttachedMessage, FindAttached } from './find-attached.ts';

export interface AskedAttached {
  ref: MessageRef;
  /** Which of the messages in it, from the outermost. */
  path: readonly number[];
}

/** Opens messages that lie in others, and reads what is attached to them. Their answers are those of a message of a mailbox. */
export const createReadAttached = ({ find, read, recent }: { find: FindAttached; read: ReadBounded; recent: RecentTexts }) => {
  const textsOf = async ({ ref, path }: AskedAttached, message: AttachedMessage): Promise<MessageTexts | OnDemandFailure> => {
    const known = recent.get(ref, path);
    if (known) return known;
    const reading = await readTexts<OnDemandFailure>({ read, withSections: message.withSections }, ref.uid, message.headers.structure);
    if (!reading.ok) return reading.failure;
    if (!reading.value) return { refused: 'not-found' };
    const { leftOut } = describeOpened(message.outer, ref, message.headers);
    const texts = describeTexts(message.headers, reading.value, { leftOut });
    recent.add(ref, texts, path);
    return texts;
  };

  return {
    async open(asked: AskedAttached): Promise<MessageContent | OnDemandFailure> {
      const message = await find(asked.ref, asked.path);
      if (!message.ok) return message.failure;
      const texts = await textsOf(asked, message.value);
      if (!('content' in texts)) return texts;
      // A list is left by whom it was sent to, and a report is about what was sent.
      const { hasUnsubscribe: _, ...content } = texts.content;
      const attachments = markMessages(content.attachments, message.value.headers.structure);
      return {
        ...content,
        attachments,
        row: describeOpened(message.value.outer, asked.ref, message.value.headers).row,
        path: [...asked.path],
      };
    },
    async openHtml(asked: AskedAttached): Promise<HtmlMail | OnDemandFailure> {
      const message = await find(asked.ref, asked.path);
      if (!message.ok) return message.failure;
      const texts = await textsOf(asked, message.value);
      return 'content' in texts ? texts.html : texts;
    },
    async readAttachment({
      ref,
      path,
      index,
      offset,
    }: AskedAttached & { index: number; offset: number }): Promise<AttachmentPiece | OnDemandFailure> {
      const message = await find(ref, path);
      if (!message.ok) return message.failure;
      const { structure } = message.value.headers;
      const part = structure && attachmentsOf(structure)[index];
      if (!part) return { refused: 'not-found' };
      return readPart(part, offset, (asked: AskedPiece) =>
        message.value.withSections(async (fetch) => {
          const fetched = await fetch.fetchSections(ref.uid, [asked]);
          return fetched.ok ? { ok: true, value: fetched.value?.[0] ?? null } : fetched;
        }),
      );
    },
  };
};
