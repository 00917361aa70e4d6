import type { Content } from './line-cutter.ts';

/** What stands in a log instead of a part of a sign-in. */
export const hidden = '[redacted]';

/** One line of a dialogue as it may be shown, before known secrets are looked for, and the content that follows it. */
interface ReadLine {
  shown: string;
  content?: Content;
  /** The other side sends content up to a single dot next. */
  peerContent?: boolean;
}

/**
 * Knows where in a dialogue a sign-in stands. One for a connection: what a line is depends on what the other side said. `end` is how the
 * line ends, also where it was too long to be kept.
 */
export interface DialogueReader {
  sent: (line: string, end: string) => ReadLine;
  received: (line: string, end: string) => ReadLine;
  /** Content of the sign-in has a length that tells something about the password. */
  hidesContent: () => boolean;
}

/** Long runs of base64 in what a server says during a sign-in: a token of which it gives back a part in some encoding of its own. */
const isTokenLike = (run: string): boolean => /\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run);

/** A server's words within a sign-in, without anything that looks like a token. Linear. */
export const withoutTokens = (line: string): string => line.replace(/[\w+/=-]{24,}/g, (run) => (isTokenLike(run) ? hidden : run));
