import * as z from 'zod/mini';

/** One part of a message as it was written: markup that nobody has looked at yet, or text. Parts are never joined into one document. */
export const MarkupBody = z.object({ form: z.enum(['html', 'text']), content: z.string() });
export type MarkupBody = z.infer<typeof MarkupBody>;

/** What a message shows where HTML can be shown. It is hostile until it is sanitized, which the page does that shows it. */
export const HtmlMail = z.object({
  bodies: z.array(MarkupBody),
  /** The message goes on: more of it than is here. */
  isCut: z.boolean(),
  /** Pictures that lie in the message: what `cid:` names them (RFC 2392), and their place among its attachments. */
  pictures: z.array(z.object({ contentId: z.string(), index: z.number() })),
});
export type HtmlMail = z.infer<typeof HtmlMail>;

/** A picture that a message names by an address, or why it is not there. */
export const FetchedPicture = z.union([
  /** Its type is what its bytes show, not what anybody said. */
  z.object({ type: z.string(), base64: z.string() }),
  z.object({ refused: z.enum(['bad-address', 'private-address', 'too-large', 'not-a-picture', 'unreachable']) }),
]);
export type FetchedPicture = z.infer<typeof FetchedPicture>;
