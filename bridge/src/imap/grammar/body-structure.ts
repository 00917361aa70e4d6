import { decodeHeaderText, type HeaderHints } from '../../mime/header-text.ts';
import { asBytes, parseImapValue, type ImapValue } from './imap-value.ts';
import { readEnvelope, type ImapEnvelope } from './envelope.ts';
import { readParameters } from './mime-parameters.ts';

/** One node of a message's MIME structure (RFC 9051 §7.5.2), in imapflow's shape. */
export interface BodyStructure {
  /** `1.2`: what BODY[…] asks for it by. Absent at the root of a multipart. */
  part?: string;
  /** Lower case: `text/plain`. */
  type: string;
  parameters?: Record<string, string>;
  id?: string;
  description?: string;
  /** Lower case: `base64`. */
  encoding?: string;
  /** Bytes, still encoded. */
  size?: number;
  envelope?: ImapEnvelope;
  childNodes?: BodyStructure[];
  lineCount?: number;
  md5?: string;
  disposition?: string;
  dispositionParameters?: Record<string, string>;
  language?: string[];
  location?: string;
}

/** Reads the text of a BODYSTRUCTURE item; null when it is not well-formed. */
export const parseBodyStructure = (text: string, hints: HeaderHints = {}): BodyStructure | null => {
  const value = parseImapValue(text, asBytes);
  return Array.isArray(value) && value.length > 0 ? readNode(value, [], hints) : null;
};

const readNode = (node: ImapValue[], path: number[], hints: HeaderHints): BodyStructure =>
  Array.isArray(node[0]) ? readMultipart(node, path, hints) : readSingle(node, path, hints);

const partOf = (path: number[]): { part?: string } => (path.length > 0 ? { part: path.join('.') } : {});

/** No message has more parts beside each other; the rest is left out. */
const mostChildren = 2_000;

const readMultipart = (node: ImapValue[], path: number[], hints: HeaderHints): BodyStructure => {
  const count = node.findIndex((value) => !Array.isArray(value));
  const children = node.slice(0, count < 0 ? -1 : Math.min(count, mostChildren)) as ImapValue[][];
  const rest = node.slice(count < 0 ? children.length : count);
  const found: BodyStructure = {
    ...partOf(path),
    type: `multipart/${lower(rest[0])}`,
    childNodes: children.map((child, index) => readNode(child, [...path, index + 1], hints)),
  };
  if (Array.isArray(rest[1])) found.parameters = readParameters(rest[1], hints);
  readExtension(found, rest.slice(2), hints);
  return found;
};

const readSingle = (node: ImapValue[], path: number[], hints: HeaderHints): BodyStructure => {
  const [type, subtype, parameters, id, description, encoding, size, ...rest] = node;
  const found: BodyStructure = { ...partOf(path), type: `${lower(type)}/${lower(subtype)}` };
  if (Array.isArray(parameters)) found.parameters = readParameters(parameters, hints);
  if (isText(id)) found.id = id;
  if (isText(description)) found.description = decodeHeaderText(description, hints);
  if (isText(encoding)) found.encoding = encoding.toLowerCase();
  if (isText(size)) found.size = Number(size) || 0;
  if (found.type === 'message/rfc822' || (found.type === 'message/global' && Array.isArray(rest[1])))
    readNested(found, rest.splice(0, 3), path, hints);
  // Some servers leave out a text part's line count: then the disposition stands one place earlier.
  else if (found.type.startsWith('text/') && !(node.length === 11 && Array.isArray(node[8]) && !Array.isArray(node[9]))) {
    const lines = rest.shift();
    if (isText(lines)) found.lineCount = Number(lines) || 0;
  }
  const md5 = rest.shift();
  if (isText(md5)) found.md5 = md5.toLowerCase();
  readExtension(found, rest, hints);
  return found;
};

const readNested = (found: BodyStructure, [envelope, structure, lines]: ImapValue[], path: number[], hints: HeaderHints): void => {
  if (Array.isArray(envelope)) found.envelope = readEnvelope(envelope, hints);
  if (Array.isArray(structure)) found.childNodes = [readNode(structure, path, hints)];
  if (isText(lines)) found.lineCount = Number(lines) || 0;
};

const readExtension = (found: BodyStructure, [disposition, language, location]: ImapValue[], hints: HeaderHints): void => {
  if (Array.isArray(disposition) && disposition.length > 0) {
    found.disposition = lower(disposition[0]);
    if (Array.isArray(disposition[1])) found.dispositionParameters = readParameters(disposition[1], hints);
  }
  if (language) found.language = [language].flat().map((value) => lower(value));
  if (isText(location)) found.location = location;
};

const isText = (value: ImapValue | undefined): value is string => typeof value === 'string';
const lower = (value: ImapValue | undefined): string => (isText(value) ? value.toLowerCase() : '');
