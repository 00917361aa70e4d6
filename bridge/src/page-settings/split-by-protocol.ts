import { toComparable } from '../codes/comparable-text.ts';
import { findHosts } from './find-hosts.ts';
import { words } from './setting-words.ts';

/** What a host is for; `any`: a page's server, of which it does not say for which of them. */
export type Protocol = 'imap' | 'smtp' | 'pop' | 'other' | 'any';

/** Where a protocol is spoken of; `in` and `out` are directions, which a protocol beside them makes clear. */
export interface Mention {
  protocol: Protocol | 'in' | 'out';
  start: number;
  end: number;
}

const kinds = [
  ['imap', 'imap'],
  ['smtp', 'smtp'],
  ['pop', 'pop'],
  ['other', 'other'],
  ['incoming', 'in'],
  ['outgoing', 'out'],
] as const;

/** What a text speaks of, in its order; the text is one that `toComparable` made. */
export const mentionsIn = (text: string): Mention[] =>
  kinds
    .flatMap(([concept, protocol]) =>
      [...text.matchAll(words[concept])].map(({ 0: word, index }) => ({ protocol, start: index, end: index + word.length })),
    )
    .toSorted((a, b) => a.start - b.start);

/** A direction alone means the protocol that mail programs use for it. */
export const settled = (protocol: Mention['protocol']): Protocol => (protocol === 'in' ? 'imap' : protocol === 'out' ? 'smtp' : protocol);
/** A direction and the protocol that goes it are one thing: `incoming (IMAP)`. */
export const isSame = (a: Mention['protocol'], b: Mention['protocol']): boolean =>
  a === b ||
  (a === 'in' && (b === 'imap' || b === 'pop')) ||
  (b === 'in' && (a === 'imap' || a === 'pop')) ||
  (a === 'out' && b === 'smtp') ||
  (a === 'smtp' && b === 'out');
const finer = (a: Mention['protocol'], b: Mention['protocol']): Mention['protocol'] => (a === 'in' || a === 'out' ? b : a);

/** A part of a line, and what it is about. */
export interface Piece {
  protocol: Mention['protocol'] | null;
  text: string;
  /** The piece says itself what it is about, and does not go on about what was spoken of before. */
  isSaid: boolean;
}

/** `993 (IMAP)`, `993 for incoming mail`: what is named after its number. */
const numberBefore =
  /\d\s?(?:[(（]\s?|\s(?:for|für|pour|para|per|voor|för|til|dla|pro|для)\s(?:(?:the|la|le|el|den|die|das|het|il)\s|l['’])?)$/iu;
/** `incoming and outgoing`, `IMAP, POP3 or SMTP`: nothing but the rest of a word and a little word between two of them. */
const littleWord =
  /^\p{L}{0,12}[^\p{L}\d\u0001]*(?:(?:and|und|et|y|e|i|a|och|og|en|ja|ve|és|și|si|и|та|і|και|と|和|및|و|or|oder|ou|o|u|of|lub|nebo|alebo|eller|tai|või|vai|ar|vagy|sau|или|або|ή|veya|hoặc|atau|または|或|또는)(?:\s(?:de|da|la|le|di|the))?[^\p{L}\d\u0001]*)?$/iu;

/** Mentions that are named in one breath are one: of both directions it is `any`, and POP3 beside IMAP is an offer of IMAP. */
const joined = (a: Mention['protocol'], b: Mention['protocol']): Mention['protocol'] | null => {
  const [receives, sends] = [
    [a, b].some((one) => one === 'in' || one === 'imap' || one === 'pop'),
    [a, b].some((one) => one === 'out' || one === 'smtp'),
  ];
  if (a === 'other' || b === 'other') return null;
  if (a === 'any' || (receives && sends)) return 'any';
  return (a === 'imap' && b === 'pop') || (a === 'pop' && b === 'imap') ? 'imap' : null;
};

/** The pieces of a line, each about one protocol; what stands before the first mention goes on about what was spoken of. */
export const piecesOf = (text: string, scope: Mention['protocol'] | null, domain: string): Piece[] => {
  const hidden = findHosts(text, domain).reduce(
    (rest, { start, end }) => rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end),
    text,
  );
  const pieces: Piece[] = [];
  let [protocol, start, used, isSaid] = [scope, 0, 0, false];
  for (const mention of placedMentionsIn(hidden)) {
    const between = text.slice(used, mention.start);
    const saysNothing = !/\d{2,}|\u0001/.test(hidden.slice(start, mention.start));
    if (protocol !== null && used > 0 && isSame(protocol, mention.protocol) && (saysNothing || protocol === mention.protocol)) {
      protocol = finer(protocol, mention.protocol);
      used = mention.end;
      continue;
    }
    const both =
      isSaid && protocol !== null && littleWord.test(hidden.slice(used, mention.start)) ? joined(protocol, mention.protocol) : null;
    if (both !== null) {
      [protocol, used] = [both, mention.end];
      continue;
    }
    if (numberBefore.test(between) && (!/[(（]\s?$/.test(between) || /^\s?[)）]/.test(text.slice(mention.end)))) {
      pieces.push({ protocol: mention.protocol, text: text.slice(start, mention.end), isSaid: true });
      [start, used] = [mention.end, mention.end];
      continue;
    }
    if (mention.start > start) pieces.push({ protocol, text: text.slice(start, mention.start), isSaid });
    [protocol, start, used, isSaid] = [mention.protocol, mention.start, mention.end, true];
  }
  return [...pieces, { protocol, text: text.slice(start), isSaid }];
};

/** What a text speaks of, and where in the text as it stands: made comparable, a letter may become none or two. */
const placedMentionsIn = (text: string): Mention[] => {
  if (/^[\x00-\x7F]*$/.test(text)) return mentionsIn(text.toLowerCase());
  let comparable = '';
  const places: number[] = [];
  for (const [at, unit] of text.split('').entries()) {
    const letters = unit <= '\x7F' ? unit.toLowerCase() : toComparable(unit);
    comparable += letters;
    for (let count = 0; count < letters.length; count += 1) places.push(at);
  }
  return mentionsIn(comparable).map(({ protocol, start, end }) => ({ protocol, start: places[start]!, end: places[end] ?? text.length }));
};
