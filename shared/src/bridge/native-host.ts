import * as z from 'zod/mini';
import { patternText } from '../bounded-text.ts';

/**
 * What the extension asks of the program on this computer, through the browser: a code for one pairing, or only that the bridge runs. Nothing
 * else goes this way.
 */
export const NativeRequest = z.strictObject({ want: z.enum(['pair', 'start']) });
export type NativeRequest = z.infer<typeof NativeRequest>;

/** Why the program could not do it. */
const NativeProblem = z.enum(['not-allowed', 'bad-request', 'does-not-start', 'does-not-answer']);

/**
 * What the program answers: where its bridge is, and the code where one was asked for, as it would be shown to a person. A locked bridge is
 * no problem: it pairs, and is unlocked in the extension.
 */
export const NativeAnswer = z.union([
  z.object({
    ok: z.literal(true),
    code: z.optional(patternText(64, /^[0-9A-Za-z-]+$/)),
    port: z.int().check(z.gte(1), z.lte(65535)),
  }),
  z.object({ ok: z.literal(false), reason: NativeProblem }),
]);
export type NativeAnswer = z.infer<typeof NativeAnswer>;

/**
 * Why connecting through the browser came to nothing: the person did not allow it, the browser found no program or could not start it, the
 * program said why, or its code did not pair.
 */
export type ConnectRefusal = z.infer<typeof NativeProblem> | 'no-permission' | 'not-found' | 'not-paired';
