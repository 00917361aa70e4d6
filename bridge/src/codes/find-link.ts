import { announcesLink, isAlternativeLink } from './alternative-link.ts';
import { toComparable } from './comparable-text.ts';
import { saysAny } from './words/find-words.ts';

const address = /https:\/\/[^\s\]<>"')]+/gi;
const mostLinks = 40;

interface Link {
  url: string;
  label: string;
  /** The line over what stands before it. */
  above: string;
}

/** `Open … to activate your account`: what a link is for may stand behind it, where it goes on with such a word. */
const purposeBehind = /^\s*(?:to|um|pour|para|per|om|aby|чтобы|щоб|för att|for å|for at)\s[^.;!?。]{1,100}/iu;

/** The two lines above one that are not empty, the nearest first. */
const linesAbove = (own: readonly string[], at: number): string[] =>
  own
    .slice(0, at)
    .filter((line) => line !== '')
    .slice(-2)
    .reverse();

/** The addresses of a text, and what stands before each, on its line or on the line above, or goes on behind it. */
const linksOf = (own: readonly string[]): Link[] => {
  const links: Link[] = [];
  for (const [at, line] of own.entries()) {
    let from = 0;
    for (const { 0: found, index } of line.matchAll(address)) {
      const url = found.replace(/[.,;:!?»”]+$/, '');
      const before = line
        .slice(from, index)
        .replace(/[[(<:：]\s*$/, '')
        .trim();
      const [above = '', over = ''] = linesAbove(own, at);
      const [behind = ''] = purposeBehind.exec(line.slice(index + found.length).replace(/^[\])>]+|https?:.*/gi, '')) ?? [];
      const isOnLine = /\p{L}/u.test(before);
      const label = toComparable(`${isOnLine ? before : above} ${behind}`).slice(-260);
      links.push({ url, label, above: toComparable(isOnLine ? above : over) });
      from = index + found.length;
      if (links.length >= mostLinks) return links;
    }
  }
  return links;
};

/** Signs that an address is for one person and one purpose: a long part, or one with digits, behind its host. */
const isPersonal = (url: string): boolean => {
  const { pathname, search, hash } = new URL(url);
  return (
    /[^/?=&#]{16,}|[^/?=&#]*\d[^/?=&#]*/.test(pathname + search + hash) ||
    /[?&](?:\w+=.{6,}|(?:\w*token|key|otp|code|ticket)=.)/i.test(search)
  );
};

/**
 * The link that a message was sent for: one that signs in, or confirms an address or a subscription. Null where there is none, where it
 * is about something else, or not for one person. Whether it may be offered is another question.
 */
export const findLink = (subject: string, own: readonly string[]): string | null => {
  const title = toComparable(subject.slice(0, 300));
  if (saysAny('otherLink', title)) return null;
  const text = toComparable(own.join('\n').slice(0, 3_000).replace(address, ' '));
  const isAboutAddress = saysAny('confirm', title) || saysAny('confirmed', title) || saysAny('confirmed', text);
  const isAboutSignIn = saysAny('signIn', title) || saysAny('purpose', title);
  const links = linksOf(own).filter(({ url, label }) => URL.canParse(url) && isPersonal(url) && !saysAny('otherLink', label));
  const isOnly = new Set(links.map(({ url }) => url)).size === 1;
  for (const { url, label, above } of links) {
    const confirms = saysAny('confirm', label) && (saysAny('confirmed', label) || isAboutAddress);
    const signsIn = saysAny('signIn', label) && (isAboutSignIn || isOnly);
    // Beside a code for signing in, a link that does the same need not say so again.
    const doesTheSame = isOnly && saysAny('signIn', title) && (isAlternativeLink({ label, above, title }) || announcesLink(title));
    if (confirms || signsIn || doesTheSame) return url;
  }
  return null;
};
