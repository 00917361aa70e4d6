import type { Attachment } from '@kurrier/shared/mail/mail';
import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import { readEncoding, type TransferEncoding } from '../mime/transfer-encoding.ts';
import { isAttachedMessage, structureWithin } from './attached/attached-message.ts';
import { planReading } from './reading/plan-reading.ts';
import { leavesOf } from './reading/text-leaves.ts';
import { toShownLine } from './safe-text.ts';

/** Something in a message that can be saved as a file, and how it is fetched. */
export interface AttachedPart extends Attachment {
  /** What BODY[…] asks for it by (RFC 9051 §6.4.5). */
  section: string;
  encoding: TransferEncoding;
  /** Bytes as they are transferred; some servers only guess. */
  encodedSize: number;
  /** What `cid:` names it by (RFC 2392); empty where nothing does. */
  contentId: string;
  /** It can be opened in place. */
  isMessage: boolean;
  /** Of a message: its headers and its structure, as far as the server knows them. */
  envelope: BodyStructure['envelope'];
  childNodes: BodyStructure[];
}

const mostListed = 500;
const signatures = new Set(['application/pgp-signature', 'application/pkcs7-signature', 'application/x-pkcs7-signature']);

/**
 * Everything of a message that can be saved, in order: what is not shown as its text, and texts that have a name. A reader that shows no
 * HTML must not hide the pictures in it, and what lies in an attached message is listed after that message.
 */
export const attachmentsOf = (structure: BodyStructure): AttachedPart[] => {
  const shown = leavesOf(planReading(structure).plan).filter(({ form }) => form !== 'other');
  const texts = new Map(shown.map(({ section }, at) => [section, at === 0 ? 'first' : 'further'] as const));
  const place = { depth: 0, container: '', texts };
  return walk(structure, structure.type.startsWith('multipart/') ? [] : [1], place).slice(0, mostListed);
};

/** Whether a person would say that something is attached. */
export const hasAttachments = (structure: BodyStructure): boolean => attachmentsOf(structure).some(({ isInline }) => !isInline);

/** Says which attachments can be opened as messages; of texts that were kept by earlier versions that is not known. */
export const markMessages = (attachments: readonly Attachment[], structure: BodyStructure | null): Attachment[] => {
  const parts = structure ? attachmentsOf(structure) : [];
  return attachments.map((attachment, at) => (parts[at]?.isMessage ? { ...attachment, isMessage: true } : attachment));
};

interface Place {
  depth: number;
  /** The multipart around it. */
  container: string;
  /** The sections that are shown as the message's text. */
  texts: ReadonlyMap<string, 'first' | 'further'>;
}

const walk = (node: BodyStructure, path: readonly number[], place: Place): AttachedPart[] => {
  const { type, childNodes = [] } = node;
  if (type.startsWith('multipart/')) {
    // Of related parts the first is the text, the rest is what it shows (RFC 2387).
    return childNodes.flatMap((child, at) =>
      walk(child, [...path, at + 1], { ...place, container: type === 'multipart/related' && at === 0 ? 'text' : type }),
    );
  }
  const name = nameOf(node);
  const section = path.join('.');
  const text = place.texts.get(section);
  if (name === '' && (text !== undefined || isTypeless(node, place))) return [];
  // Texts of attached messages are seen with these.
  if (place.depth > 0 && name === '' && /^text\/(?:plain|html)$/.test(type) && node.disposition !== 'attachment') return [];
  const encodedSize = node.size ?? 0;
  const encoding = readEncoding(node.encoding ?? '');
  const part: AttachedPart = {
    name: toShownLine(name),
    type,
    size: encoding === 'base64' ? Math.floor((encodedSize * 57) / 78) : encodedSize,
    depth: place.depth,
    isInline: text === 'first' || isPresentation(node, place.container),
    section,
    encoding,
    encodedSize,
    contentId: (node.id ?? '').trim().replace(/^<(.*)>$/, '$1'),
    isMessage: isAttachedMessage({ type, name, encoding, childNodes, encodedSize }),
    envelope: node.envelope,
    childNodes,
  };
  const inner = structureWithin(node);
  if (!inner) return [part];
  const within = { depth: place.depth + 1, container: '', texts: new Map() };
  return [part, ...walk(inner, inner.type.startsWith('multipart/') ? path : [...path, 1], within)];
};

/** A message whose type could not be read, and whose bytes are not encoded, is text that is read out of its source. */
const isTypeless = ({ type, encoding = '' }: BodyStructure, { depth, container }: Place): boolean =>
  depth === 0 && container === '' && /^[^/]*\/$/.test(type) && ['', '7bit', '8bit'].includes(encoding);

const isPresentation = ({ type, disposition }: BodyStructure, container: string): boolean =>
  signatures.has(type) || (disposition !== 'attachment' && (container === 'multipart/related' || container === 'multipart/alternative'));

/** The name it was sent with; an attached message is called by its subject. */
const nameOf = ({ type, parameters, dispositionParameters, envelope }: BodyStructure): string => {
  const name = dispositionParameters?.filename ?? parameters?.name ?? '';
  if (name !== '' || type !== 'message/rfc822' || !envelope?.subject) return name;
  return `${envelope.subject}.eml`;
};
