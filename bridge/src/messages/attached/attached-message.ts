import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { readEncoding } from '../../mime/transfer-encoding.ts';

/** What one has to know of a part to say whether it is a message. */
type Part = Pick<BodyStructure, 'type' | 'encoding' | 'childNodes'> & { name: string; encodedSize: number };

/** A larger one that only its bytes tell apart is saved, and not opened in place: it would be fetched whole. */
export const largestFetched = 12 * 1024 * 1024;

const messageTypes = new Set(['message/rfc822', 'message/global', 'message/news']);
/** What programs call a message that they attach as a file. */
const fileTypes = new Set(['application/octet-stream', 'application/eml', 'application/x-eml', 'application/vnd.eml', 'message/eml']);

/** Encoded as a whole, which no standard allows (RFC 2046 §5.2.1) and some programs do: what a server makes of its structure is wrong. */
const isEncoded = (encoding = ''): boolean => ['base64', 'quoted-printable'].includes(readEncoding(encoding));

/** The structure of an attached message, where the server can say what is in it. */
export const structureWithin = ({ type, encoding, childNodes }: Omit<Part, 'name' | 'encodedSize'>): BodyStructure | null =>
  messageTypes.has(type) && !isEncoded(encoding) ? (childNodes?.[0] ?? null) : null;

/** Whether a part is a message that can be opened in place. */
export const isAttachedMessage = (part: Part): boolean =>
  structureWithin(part) !== null ||
  (part.encodedSize <= largestFetched && (messageTypes.has(part.type) || (fileTypes.has(part.type) && /\.eml$/i.test(part.name))));
