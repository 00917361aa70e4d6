import type { Readable } from 'node:stream';
import {
  recipientsOf,
  type Attachment,
  type InlineImage,
  type NamedAddress,
  type OutgoingMessage,
} from '@kurrier/shared/mail/outgoing-message';
import MailComposer from 'nodemailer/lib/mail-composer';
import { needsSmtpUtf8, toEnvelopeAddress } from './envelope-address.ts';
import { renderTextMessage } from './render-text-message.ts';

export interface ComposedMessage {
  /**
   * The finished message with CRLF line ends: these bytes, and no others, go to the server and to the mailbox for sent mail.
   * A stream where there are uploaded files in it.
   */
  content: Buffer | Readable;
  from: string;
  /** Bcc included, each once; they stand in no header. */
  recipients: string[];
  needsSmtpUtf8: boolean;
}

/** Nothing of a message may be encoded for these types (RFC 2046 §5.1, §5.2.1), and unencoded parts do not keep their bytes. */
const unencodable = /^(?:message|multipart)\//i;

const toPart = ({ fileName, contentType }: Attachment, content: Readable) => ({
  filename: fileName,
  contentType: unencodable.test(contentType) ? 'application/octet-stream' : contentType,
  contentTransferEncoding: 'base64',
  content,
});

// The composer does not take an empty text for a content.
const emptyLine = '\r\n';

/** Encoded whatever it holds: trailing spaces, long lines and lines that start with a dot or `From ` all arrive as typed. */
const toBody = (text: string) => ({
  content: text.replace(/\r\n?|\n/g, '\r\n') || emptyLine,
  contentTransferEncoding: (text.match(/[^\x20-\x7e\r\n\t]/g)?.length ?? 0) * 3 > text.length ? 'base64' : 'quoted-printable',
});

/** As it is sent; one that cannot be is refused later, in words. */
const toSent = (address: string): string => toEnvelopeAddress(address) ?? address;

// The composer writes into the objects that it is given, and knows no full-width letters.
const copies = (addresses: readonly NamedAddress[]) => addresses.map(({ name, address }) => ({ name, address: toSent(address) }));

/**
 * Builds the message with nodemailer's composer. `openUpload` gives the bytes of an uploaded file, read as the content is
 * read, so that memory does not grow with the size of attachments. A message without text or HTML has an empty text. A draft, which nobody
 * gets, says who its hidden recipients are to be.
 */
export const composeMessage = (
  message: OutgoingMessage,
  {
    messageId,
    date,
    openUpload,
    isDraft = false,
  }: { messageId: string; date: Date; openUpload: (uploadId: string) => Readable; isDraft?: boolean },
): ComposedMessage => {
  const { from, replyTo, to, cc, bcc, subject, text, html, attachments, inlineImages, inReplyTo, references } = message;
  const composer = new MailComposer({
    from: copies([from]),
    replyTo: copies(replyTo),
    to: copies(to),
    cc: copies(cc),
    ...(isDraft && { bcc: copies(bcc) }),
    subject,
    messageId,
    date,
    ...(inReplyTo !== undefined && { inReplyTo }),
    references: references.join(' '),
    ...((text !== undefined || html === undefined) && { text: toBody(text ?? '') }),
    ...(html !== undefined && { html: toBody(html) }),
    attachments: [
      ...attachments.map((part) => toPart(part, openUpload(part.uploadId))),
      ...inlineImages.map((part: InlineImage) => ({
        ...toPart(part, openUpload(part.uploadId)),
        cid: part.contentId,
        contentDisposition: 'inline',
      })),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const root = composer.compile();
  root.keepBcc = isDraft;
  return {
    content: attachments.length + inlineImages.length > 0 ? root.createReadStream() : renderTextMessage(root),
    from: toSent(from.address),
    recipients: recipientsOf({ to: copies(to), cc: copies(cc), bcc: copies(bcc) }),
    needsSmtpUtf8: [from, ...replyTo, ...to, ...cc, ...bcc].some(({ address }) => needsSmtpUtf8(address)),
  };
};
