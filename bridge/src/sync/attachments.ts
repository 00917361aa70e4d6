import type { BodyStructure } from './body-structure.ts';
import { toShownLine } from './shown-text.ts';

export interface AttachedFile {
  name: string;
  type: string;
  /** Bytes, roughly: base64 is counted back. */
  size: number;
}

/** What a person would call attached: parts that are called so, and other parts than text that have a name or are whole messages. */
export const attachmentsOf = (structure: BodyStructure): AttachedFile[] => {
  if (structure.type.startsWith('multipart/')) return (structure.childNodes ?? []).flatMap(attachmentsOf);
  const name = structure.dispositionParameters?.filename ?? structure.parameters?.name ?? '';
  const isAttached =
    structure.disposition === 'attachment' ||
    structure.type === 'message/rfc822' ||
    (name !== '' && structure.disposition !== 'inline' && !structure.id);
  if (!isAttached) return [];
  const size = structure.size ?? 0;
  return [{ name: toShownLine(name), type: structure.type, size: structure.encoding === 'base64' ? Math.floor((size * 57) / 78) : size }];
};
