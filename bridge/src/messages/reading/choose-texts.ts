import { isStub } from './plain-stub.ts';
import type { ReadingPlan, TextLeaf } from './text-leaves.ts';

/** What is shown of a message, in order; texts without a word are not in it. */
export interface ChosenText {
  leaf: TextLeaf;
  text: string;
}

const isEmpty = (text: string): boolean => text.trim() === '';

/** Chooses what a message says out of its texts. `read` is asked for each at most once, and not for what is not needed. */
export const chooseTexts = (plan: ReadingPlan, read: (leaf: TextLeaf) => string): ChosenText[] => {
  if (plan.kind === 'text') {
    const text = plan.form === 'other' ? '' : read(plan);
    return isEmpty(text) ? [] : [{ leaf: plan, text }];
  }
  const children = plan.children.map((child) => chooseTexts(child, read));
  return plan.kind === 'all' ? children.flat() : chooseAlternative(children.filter((texts) => texts.length > 0));
};

const isFromHtml = (texts: readonly ChosenText[]): boolean => texts.some(({ leaf }) => leaf.form === 'html');
const textOf = (texts: readonly ChosenText[]): string => texts.map(({ text }) => text).join('\n');

/** The plain text is what its writer wanted to be read where HTML is not shown, unless it says nothing of what the HTML says. */
const chooseAlternative = (choices: readonly ChosenText[][]): ChosenText[] => {
  const plain = choices.find((texts) => !isFromHtml(texts));
  const html = choices.findLast(isFromHtml);
  if (!plain || !html) return plain ?? html ?? [];
  return isStub(textOf(plain), textOf(html)) ? html : plain;
};
