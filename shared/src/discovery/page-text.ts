import * as z from 'zod/mini';
import { ConnectionSecurity } from '../account/connection.ts';

/** A line as it is seen on a page; a row of a table has a cell for each column. */
export const PageLine = z.object({
  cells: z.array(z.string().check(z.maxLength(500))).check(z.minLength(1), z.maxLength(12)),
  kind: z.enum(['text', 'heading', 'head-row', 'row', 'quote']),
});
export type PageLine = z.infer<typeof PageLine>;

/** What is seen on a page, as the extension read it once after a press. */
export const PageText = z.object({
  /** Where the page is from; nothing of its path or query. */
  origin: z.string().check(z.maxLength(300)),
  lines: z.array(PageLine).check(z.maxLength(3000)),
  isCut: z.boolean(),
});
export type PageText = z.infer<typeof PageText>;

/** The settings of one leg as a page says them; what it does not say is null. */
export const PageServer = z.object({
  host: z.string(),
  port: z.nullable(z.number()),
  security: z.nullable(ConnectionSecurity),
  /** Who signs in; `other`: by a rule of its own, to be typed. */
  username: z.nullable(z.enum(['address', 'local-part', 'other'])),
  /** The host is not of the address's domain: the person has to agree to it by name. */
  needsConsent: z.boolean(),
});
export type PageServer = z.infer<typeof PageServer>;

export const PageSettings = z.object({
  imap: z.nullable(PageServer),
  smtp: z.nullable(PageServer),
  /** Hosts that the page names and that are not offered: of a provider that is neither the page's nor the address's. */
  foreign: z.array(z.string()),
});
export type PageSettings = z.infer<typeof PageSettings>;
