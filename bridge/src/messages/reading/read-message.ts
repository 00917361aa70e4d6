import type { ReadingNotice, ShortenedLink } from '@kurrier/shared/mail/mail';
import type { MarkupBody } from '@kurrier/shared/mail/html-mail';
import type { GuessCharset } from '../../mime/decode-charset.ts';
import { splitUuencoded } from '../../mime/uuencoded.ts';
import { chooseHtml } from './choose-html.ts';
import { chooseTexts, type ChosenText } from './choose-texts.ts';
import { decodeLeaf, decodeMarkup } from './decode-leaf.ts';
import { looksEncoded } from './decode-transfer.ts';
import { cutText } from './cut-text.ts';
import { leavesOf, type ReadingPlan, type TextLeaf } from './text-leaves.ts';
import { shortenLinks } from './shorten-links.ts';
import { splitSource } from './split-source.ts';

/** What a message is read from: the parts that the server named, or the start of its source where those will not do. */
export type ReadingInput = { plan: ReadingPlan; bodies: Map<string, Uint8Array> } | { source: Uint8Array };

/** What there is to read in a message. */
export interface Reading {
  text: string;
  isFromHtml: boolean;
  /** The text goes on: there is more than is shown. */
  isCut: boolean;
  links: ShortenedLink[];
  /** What it shows where HTML can be shown; empty where nothing of it is HTML. */
  html: MarkupBody[];
  isHtmlCut: boolean;
  notices: ReadingNotice[];
  /** The parts do not look as the server says they are, or say nothing: the source may say more. */
  isDoubtful: boolean;
  /** Files stand within its texts, and were taken out of what is shown. */
  holdsFiles: boolean;
}

/**
 * Reads a message: one part after the other, as much as is shown and not more. What guesses a charset is asked only where neither label nor
 * bytes decide.
 */
export const readMessage = (input: ReadingInput, guess: GuessCharset): Reading => {
  const isSource = 'source' in input;
  const { plan, bodies } = isSource ? splitSource(Buffer.from(input.source)) : input;
  const bytesOf = ({ section }: TextLeaf): Buffer => toBuffer(bodies.get(section));
  const known = new Map<string, string>();
  let holdsFiles = false;
  const readNew = (leaf: TextLeaf): string => {
    const text = bodies.has(leaf.section) ? decodeLeaf(leaf, bytesOf(leaf), guess) : '';
    if (leaf.form !== 'plain') return text;
    const split = splitUuencoded(text);
    holdsFiles ||= split.files.length > 0;
    return split.text;
  };
  const read = (leaf: TextLeaf): string => {
    const text = known.get(leaf.section) ?? readNew(leaf);
    known.set(leaf.section, text);
    return text;
  };
  const readMarkup = (leaf: TextLeaf): string => (bodies.has(leaf.section) ? decodeMarkup(leaf, bytesOf(leaf), guess) : '');
  const chosen = chooseTexts(plan, read);
  const texts = chosen.length > 0 ? chosen : readOthers(plan, read);
  const { text, isCut } = cutText(texts.map((each) => each.text.trim()).join('\n\n'));
  const html = chooseHtml(plan, { read, readMarkup });
  const isRaw = chosen.length === 0 && texts.length > 0;
  return {
    ...shortenLinks(text),
    html: html.bodies,
    isHtmlCut: html.isCut,
    isFromHtml: texts.some(({ leaf }) => leaf.form === 'html'),
    isCut,
    notices: isRaw ? ['raw'] : isSource && text !== '' ? ['repaired'] : [],
    holdsFiles,
    isDoubtful: !isSource && (texts.length === 0 || texts.some(({ leaf }) => hidesEncoding(leaf, bytesOf(leaf)))),
  };
};

const toBuffer = (bytes: Uint8Array | undefined): Buffer =>
  bytes === undefined ? Buffer.alloc(0) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where there is no text for people, the first of those for programs is better than nothing. */
const readOthers = (plan: ReadingPlan, read: (leaf: TextLeaf) => string): ChosenText[] => {
  for (const leaf of leavesOf(plan)) {
    const text = leaf.form === 'other' ? read(leaf) : '';
    if (text.trim() !== '') return [{ leaf, text }];
  }
  return [];
};

/** Servers say that a part is not encoded where they cannot read what its header says of it. */
const hidesEncoding = ({ encoding }: TextLeaf, bytes: Buffer): boolean =>
  (encoding === '' || encoding === '7bit' || encoding === '8bit') && looksEncoded(bytes) !== null;
