import * as z from 'zod/mini';
import { Address, lineText } from '../account/server-settings.ts';
import { patternText } from '../bounded-text.ts';

/** Body text as typed. Line breaks of any kind are fine and leave as CRLF; NUL and half surrogate pairs cannot be carried by mail. */
const bodyText = patternText(400_000, /^[^\0\p{Cs}]*$/u, 'contains NUL or half a character');

/** An address with the name shown beside it. */
export const NamedAddress = z.strictObject({ name: z._default(lineText(200, 0), ''), address: Address });
export type NamedAddress = z.infer<typeof NamedAddress>;

/** `<left@right>` of RFC 5322 §3.6.4, printable ASCII, brackets included. */
export const MessageId = patternText(900, /^<[!-;=?-~]+>$/, 'is not a message id');

const UploadId = patternText(64, /^[\w-]{8,64}$/, 'is not an upload id');

const uploadedPart = {
  uploadId: UploadId,
  fileName: lineText(255),
  contentType: patternText(127, /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/, 'is not a media type'),
};

/** A file that was uploaded before, sent as an attachment. */
export const Attachment = z.strictObject(uploadedPart);
export type Attachment = z.infer<typeof Attachment>;

/** A picture that the HTML refers to as `cid:CONTENTID`. */
export const InlineImage = z.strictObject({
  ...uploadedPart,
  contentId: patternText(200, /^[\w.+@-]{1,200}$/, 'is not a content id'),
});
export type InlineImage = z.infer<typeof InlineImage>;

const addresses = (maxLength: number) => z._default(z.array(NamedAddress).check(z.maxLength(maxLength)), []);

const messageParts = {
  from: NamedAddress,
  replyTo: addresses(20),
  to: addresses(500),
  cc: addresses(500),
  bcc: addresses(500),
  subject: z._default(lineText(900, 0), ''),
  text: z.optional(bodyText),
  html: z.optional(bodyText),
  attachments: z._default(z.array(Attachment).check(z.maxLength(100)), []),
  inlineImages: z._default(z.array(InlineImage).check(z.maxLength(100)), []),
  inReplyTo: z.optional(MessageId),
  references: z._default(z.array(MessageId).check(z.maxLength(100)), []),
};

/** One message as a person wrote it: everything but its date and id, which it gets when it is accepted. */
export const OutgoingMessage = z.strictObject(messageParts).check(
  z.refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length > 0, { error: 'needs a recipient' }),
  z.refine(({ html, inlineImages }) => html !== undefined || inlineImages.length === 0, { error: 'inline images need html' }),
);
export type OutgoingMessage = z.output<typeof OutgoingMessage>;
export type OutgoingMessageInput = z.input<typeof OutgoingMessage>;

/** One that is not finished: it may lack whom it goes to. */
export const DraftMessage = z.strictObject(messageParts);

/** Everybody the message goes to, each address once, in the order typed. Domains compare without case, local parts with (RFC 5321 §2.4). */
export const recipientsOf = ({ to, cc, bcc }: Pick<OutgoingMessage, 'to' | 'cc' | 'bcc'>): string[] => {
  const seen = new Map<string, string>();
  for (const { address } of [...to, ...cc, ...bcc]) {
    const at = address.lastIndexOf('@');
    const key = address.slice(0, at) + address.slice(at).toLowerCase();
    if (!seen.has(key)) seen.set(key, address);
  }
  return [...seen.values()];
};
