import type { Attachment } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import { toShownLine } from './safe-text.ts';

/** Something in a message that can be saved as a file, and how it is fetched. */
export interface AttachedPart extends Attachment {
  /** What BODY[…] asks for it by (RFC 9051 §6.4.5). */
  section: string;
  /** The transfer encoding, lower case. */
  encoding: string;
  /** Bytes as they are transferred; some servers only guess. */
  encodedSize: number;
}

const mostListed = 200;
const signatures = new Set(['application/pgp-signature', 'application/pkcs7-signature', 'application/x-pkcs7-signature']);

/**
 * Everything of a message but the text that is shown for it, in order: a reader that shows no HTML must not hide the pictures in it, and what
 * lies in an attached message is listed after that message. Texts are listed where they have a name, or are called attached.
 */
export const attachmentsOf = (structure: BodyStructure): AttachedPart[] =>
  walk(structure, structure.type.startsWith('multipart/') ? [] : [1], { depth: 0, container: '' }).slice(0, mostListed);

/** Whether a person would say that something is attached. */
export const hasAttachments = (structure: BodyStructure): boolean => attachmentsOf(structure).some(({ isInline }) => !isInline);

interface Place {
  depth: number;
  /** The multipart around it. */
  container: string;
}

const walk = (node: BodyStructure, path: readonly number[], { depth, container }: Place): AttachedPart[] => {
  const { type, childNodes = [] } = node;
  if (type.startsWith('multipart/')) {
    // Of related parts the first is the text, the rest is what it shows (RFC 2387).
    return childNodes.flatMap((child, at) =>
      walk(child, [...path, at + 1], { depth, container: type === 'multipart/related' && at === 0 ? 'text' : type }),
    );
  }
  const name = nameOf(node);
  const isText = type === 'text/plain' || type === 'text/html';
  if (isText && node.disposition !== 'attachment' && (name === '' || node.disposition === 'inline' || node.id !== undefined)) return [];
  const encodedSize = node.size ?? 0;
  const encoding = node.encoding ?? '';
  const part: AttachedPart = {
    name: toShownLine(name),
    type,
    size: encoding === 'base64' ? Math.floor((encodedSize * 57) / 78) : encodedSize,
    depth,
    isInline: isPresentation(node, container),
    section: path.join('.'),
    encoding,
    encodedSize,
  };
  const inner = type === 'message/rfc822' ? childNodes[0] : undefined;
  if (!inner) return [part];
  return [part, ...walk(inner, inner.type.startsWith('multipart/') ? path : [...path, 1], { depth: depth + 1, container: '' })];
};

const isPresentation = ({ type, disposition }: BodyStructure, container: string): boolean =>
  signatures.has(type) || (disposition !== 'attachment' && (container === 'multipart/related' || container === 'multipart/alternative'));

/** The name it was sent with; an attached message is called by its subject. */
const nameOf = ({ type, parameters, dispositionParameters, envelope }: BodyStructure): string => {
  const name = dispositionParameters?.filename ?? parameters?.name ?? '';
  if (name !== '' || type !== 'message/rfc822' || !envelope?.subject) return name;
  return `${envelope.subject}.eml`;
};
