import type { MarkupBody } from '@kurrier/shared/mail/html-mail';
import { cutText } from './cut-text.ts';
import type { ReadingPlan, TextLeaf } from './text-leaves.ts';

/** `read` gives what a person reads of a part, `readMarkup` its characters as they were written. */
interface Readers {
  read: (leaf: TextLeaf) => string;
  readMarkup: (leaf: TextLeaf) => string;
}

/** Controls that no markup needs, and that would take six bytes each on their way to the page. */
const controls = /[^\P{Cc}\n\t\r]/gu;

/**
 * What a message shows where HTML can be shown: of alternatives the last one that is HTML (RFC 2046 §5.1.4), every part for itself, and
 * texts between them as texts. Empty where nothing of it is HTML. `isCut`: not all of it fits into one answer.
 */
export const chooseHtml = (plan: ReadingPlan, readers: Readers): { bodies: MarkupBody[]; isCut: boolean } => {
  const leaves = choose(plan, readers);
  if (!leaves.some(isHtml)) return { bodies: [], isCut: false };
  const bodies: MarkupBody[] = [];
  let [used, isAnyCut] = [0, false];
  for (const leaf of leaves) {
    const whole = isHtml(leaf) ? readers.readMarkup(leaf).replace(controls, '') : readers.read(leaf);
    const { text, isCut } = cutText(whole, { used: used * bytesPerCharacter, lines: Infinity });
    isAnyCut ||= isCut;
    used += Buffer.byteLength(JSON.stringify(text));
    if (text !== '') bodies.push({ form: isHtml(leaf) ? 'html' : 'text', content: text });
  }
  return { bodies, isCut: isAnyCut };
};

/** The room of an answer is counted in bytes, that of a text in characters. */
const bytesPerCharacter = 390_000 / 600_000;

const isHtml = ({ form }: TextLeaf): boolean => form === 'html';

const choose = (plan: ReadingPlan, readers: Readers): TextLeaf[] => {
  if (plan.kind === 'text') return saysSomething(plan, readers) ? [plan] : [];
  const children = plan.children.map((child) => choose(child, readers)).filter((leaves) => leaves.length > 0);
  return plan.kind === 'all' ? children.flat() : (children.findLast((leaves) => leaves.some(isHtml)) ?? children[0] ?? []);
};

/** HTML may consist of a picture alone. */
const saysSomething = (leaf: TextLeaf, { read, readMarkup }: Readers): boolean =>
  leaf.form !== 'other' && (read(leaf).trim() !== '' || (isHtml(leaf) && /<img\b/i.test(readMarkup(leaf))));
