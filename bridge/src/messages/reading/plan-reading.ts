import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { formOf, type ReadingPlan, type TextLeaf } from './text-leaves.ts';

/** So many texts of a message are read; the others are listed as what can be saved. */
export const mostTexts = 100;

/** What is read of a message, and how many of its texts are not. */
export interface PlannedReading {
  plan: ReadingPlan;
  leftOut: number;
}

/**
 * What there is to read in a message with this structure: every text that is not attached, in order. Texts of attached messages are theirs.
 * A text with a name is read too, unless it is said to be attached.
 */
export const planReading = (structure: BodyStructure): PlannedReading => {
  let count = 0;
  const plan = (node: BodyStructure, path: readonly number[]): ReadingPlan[] => {
    const [main = '', subtype = ''] = node.type.split('/');
    if (main === 'multipart') {
      const children = (node.childNodes ?? []).flatMap((child, at) => plan(child, [...path, at + 1]));
      return children.length > 0 ? [{ kind: subtype === 'alternative' ? 'one' : 'all', children }] : [];
    }
    if (main !== 'text' || node.disposition === 'attachment' || ++count > mostTexts) return [];
    return [toLeaf(node, subtype, path.length > 0 ? path.join('.') : '1')];
  };
  const children = plan(structure, []);
  return { plan: { kind: 'all', children }, leftOut: Math.max(0, count - mostTexts) };
};

const toLeaf = (node: BodyStructure, subtype: string, section: string): TextLeaf => {
  const { charset = '', format = '', delsp = '' } = node.parameters ?? {};
  return {
    kind: 'text',
    section,
    form: formOf(subtype),
    charset,
    encoding: node.encoding ?? '',
    flowed: format.toLowerCase() === 'flowed' ? { deletesSpace: delsp.toLowerCase() === 'yes' } : null,
    size: node.size ?? 0,
  };
};
