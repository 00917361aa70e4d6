import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import type { WantedSection } from '../../imap/on-demand/opened-mailbox.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { decodePiece } from '../../mime/decode-piece.ts';
import { decodeNumberedPiece, rangeOfPiece } from '../../mime/numbered-piece.ts';
import type { AttachedPart } from '../attachments.ts';

export interface AttachmentPiece {
  base64: string;
  /** Where to go on, in bytes as they are transferred; null at the end. */
  next: number | null;
  total: number;
}

/** The same by its number: its bytes as they are, and where they begin. */
export interface NumberedAttachmentPiece {
  bytes: Uint8Array;
  from: number;
  next: number | null;
  total: number;
}

type FetchRange = (asked: WantedSection) => Promise<Outcome<Buffer | null, OnDemandFailure>>;

/**
 * Something attached: a part on the server, or a file that is here, unpacked; undefined: there is none. `fetch` asks for just this range,
 * `fetchAhead` goes on to the next one meanwhile.
 */
export type AttachedSource = { part: AttachedPart; fetch: FetchRange; fetchAhead: FetchRange } | { data: Uint8Array | undefined };

/** Also what is not encoded fits into one call, as base64. */
const attachmentPiece = 512 * 1024;

/** Reads a piece of something attached from a place on, decoded; nothing of it is kept here. */
export const readPieceAt = async (source: AttachedSource, offset: number): Promise<AttachmentPiece | OnDemandFailure> => {
  if ('data' in source) {
    if (!source.data) return { refused: 'not-found' };
    const { bytes, next, total } = cutData(source.data, offset);
    return { base64: Buffer.from(bytes).toString('base64'), next, total };
  }
  const { part, fetchAhead } = source;
  const fetched = await fetchPart(part, fetchAhead, { offset, length: attachmentPiece });
  if (!('bytes' in fetched)) return fetched;
  const { bytes } = fetched;
  const { decoded, consumed, isEnd } = decodePiece(bytes, part.encoding, bytes.length < attachmentPiece);
  return { base64: decoded.toString('base64'), next: isEnd ? null : offset + consumed, total: part.encodedSize };
};

/** Reads a piece of something attached by its number, decoded; nothing of it is kept here. */
export const readPieceByNumber = async (source: AttachedSource, piece: number): Promise<NumberedAttachmentPiece | OnDemandFailure> => {
  if ('data' in source) {
    const from = piece * attachmentPiece;
    return source.data ? { ...cutData(source.data, from), from } : { refused: 'not-found' };
  }
  const { part, fetch } = source;
  const fetched = await fetchPart(part, fetch, rangeOfPiece(piece, part.encoding));
  if (!('bytes' in fetched)) return fetched;
  const { decoded, from, next } = decodeNumberedPiece(fetched.bytes, piece, part.encoding);
  return { bytes: decoded, from, next, total: part.encodedSize };
};

const fetchPart = async (
  { section, encodedSize }: AttachedPart,
  fetch: FetchRange,
  range: { offset: number; length: number },
): Promise<{ bytes: Buffer } | OnDemandFailure> => {
  const fetched = await fetch({ section, ...range });
  if (!fetched.ok) return fetched.failure;
  const bytes = fetched.value;
  if (!bytes) return { refused: 'not-found' };
  // An empty file that is none would be the worst answer.
  if (bytes.length === 0 && range.offset === 0 && encodedSize > 0) return { failed: protocolViolation('NO_SUCH_SECTION') };
  return { bytes };
};

const cutData = (data: Uint8Array, offset: number): { bytes: Uint8Array; next: number | null; total: number } => {
  const end = offset + attachmentPiece;
  return { bytes: data.subarray(offset, end), next: end < data.length ? end : null, total: data.length };
};
