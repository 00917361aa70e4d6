import type { HtmlMail } from '@kurrier/shared/mail/html-mail';
import type { Attachment } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { attachmentsOf, type AttachedPart } from '../attachments.ts';
import { describeCorrespondents, type ReadHeaders } from '../message-row.ts';
import { readReferences } from '../read-references.ts';
import { protectionOf } from './protection-of.ts';
import type { ReadTexts } from './read-texts.ts';
import type { MessageTexts } from '../recent-texts.ts';
import { toShownLine } from '../safe-text.ts';
import { toUnpackedAttachment, type UnpackedFiles } from '../unpacked-files.ts';

/** What is shown of a message: its headers and texts as they were read, and what was packed into one of its files. */
export const describeTexts = (
  { envelope, structure }: ReadHeaders,
  reading: ReadTexts,
  { leftOut, inner }: { leftOut: number; inner?: UnpackedFiles | undefined },
): MessageTexts => {
  const { text, isFromHtml, isCut, links, notices, html, isHtmlCut } = reading.text === '' && inner?.reading ? inner.reading : reading;
  const listed = structure ? attachmentsOf(structure) : [];
  return {
    content: {
      cc: describeCorrespondents(envelope.cc),
      replyTo: describeCorrespondents(envelope.replyTo ?? envelope.from),
      messageId: envelope.messageId === undefined ? null : toShownLine(envelope.messageId),
      hasUnsubscribe: /^List-Unsubscribe:/im.test(reading.references),
      references: readReferences(reading.references, envelope.inReplyTo),
      sentAt: envelope.date instanceof Date ? envelope.date.getTime() : null,
      leftOut,
      text,
      isFromHtml,
      hasHtml: html.length > 0,
      isCut,
      links,
      notices: [...protectionOf(structure, text), ...notices],
      attachments: [...listed.map(toAttachment), ...(inner?.files.map(toUnpackedAttachment) ?? [])],
    },
    html: { bodies: html, isCut: isHtmlCut || isCut, pictures: picturesOf(listed) },
    ...messagesOf(listed),
  };
};

/**
 * Whether texts that were kept name attachments by the places by which they are asked for now: earlier versions listed other parts. Beyond
 * these stands what was packed into one of them.
 */
export const namesPlacesOf = ({ content: { attachments } }: MessageTexts, structure: BodyStructure | null): boolean => {
  const listed = structure ? attachmentsOf(structure) : [];
  const isAt = ({ type, size, depth }: AttachedPart, at: number): boolean => {
    const kept = attachments[at];
    return kept?.type === type && kept.size === size && kept.depth === depth;
  };
  return listed.every(isAt) && attachments.slice(listed.length).every(({ depth }) => depth === 0);
};

/** Kept texts with the attachments in their places of now; without what was packed into one of them. */
export const withPlacesOf = ({ content, html }: MessageTexts, structure: BodyStructure | null): MessageTexts => {
  const listed = structure ? attachmentsOf(structure) : [];
  return {
    content: { ...content, attachments: listed.map(toAttachment) },
    html: { ...html, pictures: picturesOf(listed) },
    ...messagesOf(listed),
  };
};

/** Those in attached messages are theirs. */
const messagesOf = (listed: readonly AttachedPart[]): Pick<MessageTexts, 'messages'> => {
  const messages = listed.flatMap(({ isMessage, depth }, at) => (isMessage && depth === 0 ? [at] : []));
  return messages.length > 0 ? { messages } : {};
};

/** The pictures that the message itself can show; those of attached messages are theirs. */
const picturesOf = (listed: readonly AttachedPart[]): HtmlMail['pictures'] =>
  listed.flatMap(({ contentId, depth, type }, index) =>
    contentId !== '' && contentId.length <= 1000 && depth === 0 && type.startsWith('image/') ? [{ contentId, index }] : [],
  );

const toAttachment = ({ name, type, size, depth, isInline }: AttachedPart): Attachment => ({ name, type, size, depth, isInline });
