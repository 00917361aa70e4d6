import * as z from 'zod/mini';
import { patternText } from '../bounded-text.ts';

/** What the extension asks of the program on this computer, through the browser. Nothing but pairing goes this way. */
export const NativeRequest = z.strictObject({ want: z.literal('pair') });

/**
 * What the program answers: a code for one pairing, as it would be shown to a person, and where its bridge is; or why there is none.
 * `locked` is no reason: a locked bridge pairs, and is unlocked in the extension.
 */
export const NativeAnswer = z.union([
  z.object({ ok: z.literal(true), code: patternText(64, /^[0-9A-Za-z-]+$/), port: z.int().check(z.gte(1), z.lte(65535)) }),
  z.object({ ok: z.literal(false), reason: z.enum(['not-allowed', 'bad-request', 'does-not-start', 'does-not-answer']) }),
]);
export type NativeAnswer = z.infer<typeof NativeAnswer>;
