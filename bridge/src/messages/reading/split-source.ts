import { readHeaderFields, readStructuredField, type StructuredField } from '../../mime/header-fields.ts';
import { decodeTransfer, looksEncoded } from './decode-transfer.ts';
import { findBoundary, splitAt } from './multipart-lines.ts';
import { mostTexts } from './plan-reading.ts';
import { formOf, type ReadingPlan, type TextForm } from './text-leaves.ts';

/** A message read out of its source, where the server could not make out its structure. */
export interface SplitSource {
  plan: ReadingPlan;
  bodies: Map<string, Buffer>;
}

const deepest = 8;
const longestHeader = 256 * 1024;
/** So much of a part says whether it is text. */
const sampleBytes = 4096;

/**
 * Reads the texts of a message out of its source, as its writer meant it: types without a slash, boundaries that are missing or others than
 * those announced, quotes that are not closed. What is no text is passed over, but the message itself is text where it could be. Linear in
 * the source, and in the depth of its parts, of which eight are looked at.
 */
export const splitSource = (source: Buffer): SplitSource => {
  const bodies = new Map<string, Buffer>();

  const leaf = (body: Buffer, form: TextForm, { parameters }: StructuredField, encoding: string): ReadingPlan[] => {
    if (bodies.size >= mostTexts) return [];
    const section = `source ${bodies.size}`;
    bodies.set(section, body);
    const { charset = '', format = '', delsp = '' } = parameters;
    const flowed = format.toLowerCase() === 'flowed' ? { deletesSpace: delsp.toLowerCase() === 'yes' } : null;
    return [{ kind: 'text', section, form, charset, encoding, flowed, size: body.length }];
  };

  const read = (part: Buffer, depth: number): ReadingPlan[] => {
    const { fields, body } = splitHeader(part);
    const type = readStructuredField(fields.get('content-type') ?? '');
    const encoding = fields.get('content-transfer-encoding')?.replace(/["']/g, '') ?? (looksEncoded(body) === null ? '' : 'unknown');
    if (depth > 0 && readStructuredField(fields.get('content-disposition') ?? '').value === 'attachment') return [];
    const boundary = depth < deepest && !isSingle(type.value) ? findBoundary(body, type.parameters.boundary) : null;
    const children = boundary === null ? [] : splitAt(body, boundary).flatMap((child) => read(child, depth + 1));
    if (children.length > 0) return [{ kind: type.value.includes('alternative') ? 'one' : 'all', children }];
    const start = decodeTransfer(body.subarray(0, sampleBytes), encoding);
    const form = formAs(type.value, start);
    if (form === null && (depth > 0 || !isText(start))) return [];
    return leaf(body, form ?? 'other', type, encoding);
  };

  return { plan: { kind: 'all', children: read(source, 0) }, bodies };
};

/** The body follows the first empty line; a part whose first line is no field has none. */
const splitHeader = (part: Buffer): { fields: Map<string, string>; body: Buffer } => {
  const text = part.toString('latin1', 0, longestHeader);
  const blank = /^\r?\n|\r?\n\r?\n/.exec(text);
  const isHeader = /^(?:\r?\n|From |[!-9;-~]{1,80}[ \t]{0,10}:)/.test(text);
  if (!isHeader) return { fields: new Map(), body: part };
  const end = blank ? blank.index + blank[0].length : text.length;
  return { fields: readHeaderFields(text.slice(0, blank?.index ?? end)), body: part.subarray(end) };
};

const isSingle = (type: string): boolean => /^(?:text|image|audio|video|font|application)\/./.test(type) || type === 'message/rfc822';

/** How a part of this type is written; null: it is no text. A type that is none is whatever the body looks like. */
const formAs = (type: string, body: Buffer): TextForm | null => {
  const [main = '', subtype] = type.split('/');
  if (main === 'text' && subtype) return formOf(subtype);
  if (/^(?:image|audio|video|font|model)$/.test(main)) return null;
  if (subtype !== undefined && main !== 'text' && main !== '' && main !== 'multipart') return null;
  if (main === 'html' || /^\s*<(?:!doctype html|html|head|body|table|div|p|meta)\b/i.test(body.toString('latin1', 0, 1024))) return 'html';
  return isText(body) ? 'plain' : null;
};

/** Bytes that no text has would be there. */
const isText = (body: Buffer): boolean => {
  const sample = body.subarray(0, sampleBytes);
  const controls = sample.filter(
    (byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b && byte !== 0x0c,
  ).length;
  return controls * 100 <= sample.length;
};
