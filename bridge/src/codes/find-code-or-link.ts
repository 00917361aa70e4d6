import { findCode } from './find-code.ts';
import { findLink } from './find-link.ts';
import { isForwarded, ownLines } from './own-lines.ts';

/** What there is to sign in or to confirm with in a message. */
export interface SignInFinding {
  /** What is typed, without blanks and hyphens. */
  code: string | null;
  /** The https address that signs in or confirms, as it stands in the message. */
  link: string | null;
}

const nothing: SignInFinding = { code: null, link: null };

/**
 * Finds what a message was sent for: a code to sign in, to confirm an address, a person or a payment, or a link that does so. By structure
 * and words of many languages; `texts` are what a person may read of it, the first that says something counts. Whose message it is does
 * not matter here, and must before anything is offered: see `mayOffer`. Pure; linear in the length of the texts, of which the
 * beginning is read.
 */
export const findCodeOrLink = ({ subject, texts }: { subject: string; texts: readonly string[] }): SignInFinding => {
  if (isForwarded(subject)) return nothing;
  let found = nothing;
  for (const text of texts) {
    const own = ownLines(text);
    found = { code: found.code ?? findCode(subject, own), link: found.link ?? findLink(subject, own) };
  }
  return found;
};
