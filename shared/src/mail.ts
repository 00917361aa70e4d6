import * as z from 'zod/mini';

/** What a mailbox is for (RFC 6154); INBOX is one too, for the sake of whoever looks for it. */
export const SpecialUse = z.enum(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all', 'flagged', 'important']);
export type SpecialUse = z.infer<typeof SpecialUse>;
