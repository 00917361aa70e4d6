import type { BodyStructure } from '../../imap/grammar/body-structure.ts';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import { envelopeOfHeader, longestHeader } from '../../imap/grammar/header-fields.ts';
import { readHeaderFields, readStructuredField } from '../../mime/header-fields.ts';
import { decodeTransfer } from '../reading/decode-transfer.ts';
import { findBoundary, splitAt } from '../reading/multipart-lines.ts';
import { structureWithin } from './attached-message.ts';

/** A message that was fetched whole, and where in it what a server would be asked for by section stands. */
export interface SplitMessage {
  source: Uint8Array;
  /** Where its header ends. */
  headerEnd: number;
  structure: BodyStructure;
  /** By section (RFC 9051 §6.4.5): from where to where its bytes stand. */
  ranges: Map<string, readonly [start: number, end: number]>;
}

const deepest = 10;
const mostParts = 1000;

/**
 * Reads what a server would say of a message out of its source, which is in a transfer encoding as a whole. Parts beyond the thousandth and
 * below the tenth level are left out. Linear in the source for each level.
 */
export const splitMessage = (bytes: Uint8Array, encoding: string): SplitMessage => {
  const source = decodeTransfer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
  const ranges: SplitMessage['ranges'] = new Map();

  const read = (part: Buffer, path: readonly number[], place: { depth: number; isMessage: boolean; usual: string }): BodyStructure => {
    const { header, body } = splitHeader(part);
    const fields = readHeaderFields(header.toString('latin1'));
    const field = readStructuredField(fields.get('content-type') ?? place.usual);
    const claimed = /^[^\s/]+\/[^\s/]+$/.test(field.value) ? field.value : place.usual;
    const boundary = claimed.startsWith('multipart/') && place.depth < deepest ? findBoundary(body, field.parameters.boundary) : null;
    const disposition = readStructuredField(fields.get('content-disposition') ?? '');
    const found: BodyStructure = {
      type: boundary === null && claimed.startsWith('multipart/') ? 'text/plain' : claimed,
      parameters: field.parameters,
      encoding: (fields.get('content-transfer-encoding') ?? '7bit').trim().toLowerCase(),
      size: body.length,
    };
    const id = fields.get('content-id');
    if (id !== undefined) found.id = id;
    if (disposition.value !== '') {
      found.disposition = disposition.value;
      found.dispositionParameters = disposition.parameters;
    }
    if (boundary !== null) {
      const usual = claimed === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
      const inner = { depth: place.depth + 1, isMessage: false, usual };
      const children = splitAt(body, boundary).slice(0, Math.max(0, mostParts - ranges.size));
      return { ...found, childNodes: children.map((child, at) => read(child, [...path, at + 1], inner)) };
    }
    const own = place.isMessage ? [...path, 1] : path;
    const start = body.byteOffset - source.byteOffset;
    ranges.set(own.join('.'), [start, start + body.length]);
    if (place.depth >= deepest || structureWithin({ ...found, childNodes: [found] }) === null) return found;
    const within = read(body, own, { depth: place.depth + 1, isMessage: true, usual: 'text/plain' });
    return { ...found, envelope: parseEnvelope(envelopeOfHeader(splitHeader(body).header)), childNodes: [within] };
  };

  const structure = read(source, [], { depth: 0, isMessage: true, usual: 'text/plain' });
  return { source, headerEnd: splitHeader(source).header.length, structure, ranges };
};

/** The body follows the first empty line. */
const splitHeader = (part: Buffer): { header: Buffer; body: Buffer } => {
  const start = part.toString('latin1', 0, 2 * longestHeader);
  const blank = /^\r?\n|\r?\n\r?\n/.exec(start);
  const end = blank ? blank.index + blank[0].length : part.length;
  return { header: part.subarray(0, Math.min(end, 2 * longestHeader)), body: part.subarray(end) };
};
