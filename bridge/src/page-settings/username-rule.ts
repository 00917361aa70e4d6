import { toComparable } from '../codes/comparable-text.ts';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { says, words } from './setting-words.ts';

/** Who signs in, as a page says it; `other`: a rule of its own, to be typed; null: it does not say. */
export type UsernameRule = 'address' | 'local-part' | 'other' | null;

const ruleOf = (said: string, localPart: string): UsernameRule => {
  const text = toComparable(said);
  // The page is filled in for this very address, or its example is like it.
  if (localPart !== '' && text.split(/[^\p{L}\p{N}._@+-]+/u).includes(toComparable(localPart))) return 'local-part';
  if (says('assigned', text)) return 'other';
  if (/[\p{L}\d]\\\s?[\p{L}<[]/u.test(said)) return 'other';
  if (says('localPart', text) && (/@/.test(text) || says('atSign', text) || says('address', text) || /netid|local part/.test(text)))
    return 'local-part';
  if (/@/.test(text) || says('address', text)) return 'address';
  return null;
};

/** Reads which user name a page asks for: of the first line that speaks of it and says something. `endStep` is awaited after each sentence. */
export const readUsernameRule = async (
  lines: readonly PageLine[],
  localPart: string,
  endStep: () => Promise<unknown>,
): Promise<UsernameRule> => {
  const own = lines.filter(({ kind }) => kind !== 'quote');
  for (const [at, { cells, kind }] of own.entries()) {
    const texts = kind === 'row' ? [cells.join(' : ')] : cells.join(' ').split(/(?<=[\p{L}\d)][.!?;])\s+|(?<=[。！？；])/u);
    for (const text of texts) {
      await endStep();
      const found = [...toComparable(text).matchAll(words.user)][0];
      if (!found) continue;
      const value = text.slice(found.index + found[0].length);
      const rule = ruleOf(value, localPart) ?? (found.index === 0 ? null : ruleOf(`${text.slice(0, found.index)} ${value}`, localPart));
      if (rule) return rule;
      // The label stands alone, and its value on the next line.
      const next = own[at + 1];
      if (!/\p{L}{2}/u.test(value) && next) {
        const below = ruleOf(next.cells.join(' '), localPart);
        if (below) return below;
      }
    }
  }
  // A table may have a column for it.
  const heads = own.filter(({ kind }) => kind === 'head-row');
  for (const head of heads) {
    const column = head.cells.findIndex((cell) => says('user', toComparable(cell)));
    const row =
      column < 0 ? undefined : own.slice(own.indexOf(head) + 1).find(({ kind, cells }) => kind === 'row' && (cells[column] ?? '') !== '');
    const rule = row ? ruleOf(row.cells[column]!, localPart) : null;
    if (rule) return rule;
  }
  return null;
};
