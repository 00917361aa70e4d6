import * as z from 'zod/mini';

/** Which server program answered, and at whose house it runs, as far as its own words and the names around it tell. */
export const ServerIdentity = z.object({
  /** `dovecot`, `exchange`. */
  product: z.optional(z.string()),
  /** As it calls it: `2.3.21`. */
  version: z.optional(z.string()),
  /** The `id` of a known provider. */
  provider: z.optional(z.string()),
});
export type ServerIdentity = z.infer<typeof ServerIdentity>;
