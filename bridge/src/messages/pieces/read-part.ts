import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { decodePiece } from '../../mime/decode-piece.ts';
import type { AttachedPart } from '../attachments.ts';

export interface AttachmentPiece {
  base64: string;
  /** Where to go on, in bytes as they are transferred; null at the end. */
  next: number | null;
  total: number;
}

export type AskedPiece = WantedSection;

/** Also what is not encoded fits into one call, as base64. */
const attachmentPiece = 512 * 1024;

/** Reads a piece of something attached, decoded; nothing of it is kept here. */
export const readPart = async (
  part: AttachedPart,
  offset: number,
  fetch: (asked: AskedPiece) => Promise<Outcome<Buffer | null, OnDemandFailure>>,
): Promise<AttachmentPiece | OnDemandFailure> => {
  const fetched = await fetch({ section: part.section, offset, length: attachmentPiece });
  if (!fetched.ok) return fetched.failure;
  const bytes = fetched.value;
  if (!bytes) return { refused: 'not-found' };
  // An empty file that is none would be the worst answer.
  if (bytes.length === 0 && offset === 0 && part.encodedSize > 0) return { failed: protocolViolation('NO_SUCH_SECTION') };
  const { decoded, consumed, isEnd } = decodePiece(bytes, part.encoding, bytes.length < attachmentPiece);
  return { base64: decoded.toString('base64'), next: isEnd ? null : offset + consumed, total: part.encodedSize };
};

/** The same of a file that is here, unpacked. */
export const pieceOf = (data: Uint8Array | undefined, offset: number): AttachmentPiece | OnDemandFailure => {
  if (!data) return { refused: 'not-found' };
  const end = offset + attachmentPiece;
  const base64 = Buffer.from(data.subarray(offset, end)).toString('base64');
  return { base64, next: end < data.length ? end : null, total: data.length };
};
