import type { BodyStructure } from '../imap/grammar/body-structure.ts';

/** A part that is shown as text. */
export interface TextPart {
  /** What BODY[…] asks for it by. */
  part: string;
  isHtml: boolean;
  node: BodyStructure;
}

/**
 * The parts that make up what a message says, in order: of alternatives the plain text, where there is one with content (RFC 2046 §5.1.4), of
 * everything else every text that is not attached. Texts of attached messages are theirs.
 */
export const findTextParts = (structure: BodyStructure): TextPart[] => {
  const { type, childNodes = [] } = structure;
  if (type === 'multipart/alternative') {
    const choices = childNodes.map(findTextParts).filter((parts) => parts.length > 0);
    return choices.find((parts) => parts.every(({ isHtml, node }) => !isHtml && node.size !== 0)) ?? choices.at(-1) ?? [];
  }
  if (type.startsWith('multipart/')) return childNodes.flatMap(findTextParts);
  if (structure.disposition === 'attachment' || (type !== 'text/plain' && type !== 'text/html')) return [];
  return [{ part: structure.part ?? '1', isHtml: type === 'text/html', node: structure }];
};
