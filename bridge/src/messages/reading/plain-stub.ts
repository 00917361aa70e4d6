/** Words; of scripts that put no blanks between them, pairs of characters. */
const words = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2}|[\p{L}\p{N}]+/gu;
const addresses = /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+/gi;

/** Longer ones say something themselves, whatever the HTML says. */
const longest = 4_000;
const letters = { most: 4, more: 40, enough: 1 };
const leastShared = 0.3;

/**
 * Whether the plain alternative of an HTML text does not say what the HTML says: it is empty, says only that there is HTML, or is a
 * fraction of it. Both are texts, the HTML reduced to one.
 */
export const isStub = (plain: string, html: string): boolean => {
  const ours = plain.replace(addresses, ' ').match(words) ?? [];
  if (plain.trim() === '' || ours.length === 0) return html.trim() !== '';
  if (plain.length > longest) return false;
  const theirs =
    html
      .slice(0, longest * 10)
      .replace(addresses, ' ')
      .match(words) ?? [];
  const [few, many] = [countLetters(ours), countLetters(theirs)];
  if (many >= few * letters.most + letters.more) return true;
  const known = new Set(theirs.map((word) => word.toLowerCase()));
  const shared = ours.filter((word) => known.has(word.toLowerCase())).length / ours.length;
  return shared < leastShared && many >= few * letters.enough;
};

const countLetters = (found: readonly string[]): number => found.reduce((sum, word) => sum + word.length, 0);
