import * as z from 'zod/mini';

/** What a server says of a token that it refuses: RFC 7628 §3.2.2, and Google's and Microsoft's form of it. */
const Refusal = z.object({ status: z.union([z.string(), z.number()]) });

const longestRefusal = 4096;

/** The `status` of an error challenge: `invalid_token`, `insufficient_scope`, `401`; undefined for what is no such thing. */
export const readTokenRefusal = (challenge: Buffer): string | undefined => {
  if (challenge.length === 0 || challenge.length > longestRefusal) return undefined;
  try {
    const refusal = Refusal.safeParse(JSON.parse(challenge.toString('utf8'))).data;
    return refusal && String(refusal.status).slice(0, 40);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
