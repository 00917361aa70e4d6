import { decodeCharset } from '../decode-charset.ts';
import { readMapiProperties, type MapiProperty } from './mapi-properties.ts';

/** A file out of a winmail.dat. */
interface TnefFile {
  name: string;
  /** `application/pdf`; empty where it is not said. */
  type: string;
  data: Buffer;
}

/** What a winmail.dat holds (MS-OXTNEF): files, and the message's text where it went in there. */
export interface TnefContent {
  files: TnefFile[];
  text: Buffer | null;
  html: Buffer | null;
  /** Compressed (MS-OXRTFCP). */
  rtf: Buffer | null;
  /** Of text that is not UTF-16: `windows-1252`. */
  charset: string;
}

const signature = 0x223e9f78;
const attribute = {
  body: 0x0002800c,
  title: 0x00018010,
  data: 0x0006800f,
  startOfFile: 0x00069002,
  messageProperties: 0x00069003,
  fileProperties: 0x00069005,
  codePage: 0x00069007,
};
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  data: 0x3701,
  fileName: 0x3704,
  longFileName: 0x3707,
  mediaType: 0x370e,
};
const mostFiles = 200;
/** In front of an embedded message, which is TNEF itself, stands what kind of object it is. */
const objectKind = 16;

/** Reads a winmail.dat as far as it is well-formed; null: it is none. Linear, and nothing of it is copied. */
export const readTnef = (bytes: Buffer): TnefContent | null => {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const content: TnefContent = { files: [], text: null, html: null, rtf: null, charset: 'windows-1252' };
  let file: OpenFile | null = null;
  const opened: OpenFile[] = [];
  const toText = (type: number, value: Buffer): string => decode(type, value, content.charset);
  for (const { id, data } of attributesOf(bytes)) {
    if (id === attribute.codePage && data.length >= 4) content.charset = charsetOf(data.readUInt32LE(0));
    else if (id === attribute.body) content.text = withoutEnd(data);
    else if (id === attribute.messageProperties) takeBodies(content, readMapiProperties(data));
    else if (id === attribute.startOfFile) {
      file = { name: '', type: '', data: null };
      if (opened.length < mostFiles) opened.push(file);
    } else if (file && id === attribute.title) file.name ||= toText(0x001e, data);
    else if (file && id === attribute.data) file.data = data;
    else if (file && id === attribute.fileProperties) takeFacts(file, readMapiProperties(data), toText);
  }
  // One without data was cut off before it.
  content.files = opened.flatMap(({ data, ...facts }) => (data ? [{ ...facts, data }] : []));
  return content;
};

type OpenFile = Omit<TnefFile, 'data'> & { data: Buffer | null };

const attributesOf = function* (bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  for (let at = 6; at + 9 <= bytes.length;) {
    const [id, length] = [bytes.readUInt32LE(at + 1), bytes.readUInt32LE(at + 5)];
    const end = at + 9 + length;
    // The rest was cut off: what there is of a file is better than nothing, but it is not that file.
    if (end > bytes.length) return;
    yield { id, data: bytes.subarray(at + 9, end) };
    at = end + 2;
  }
};

const takeBodies = (content: TnefContent, properties: readonly MapiProperty[]): void => {
  for (const { id, type, value } of properties) {
    if (id === property.body) content.text ??= type === 0x001f ? Buffer.from(decode(type, value, '')) : withoutEnd(value);
    if (id === property.rtf && type === 0x0102) content.rtf ??= value;
    if (id === property.html) content.html ??= type === 0x001f ? Buffer.from(decode(type, value, '')) : withoutEnd(value);
  }
};

const takeFacts = (file: OpenFile, properties: readonly MapiProperty[], toText: (type: number, value: Buffer) => string): void => {
  const find = (wanted: number): MapiProperty | undefined => properties.find(({ id }) => id === wanted);
  const textOf = (wanted: number): string => {
    const found = find(wanted);
    return found && (found.type === 0x001e || found.type === 0x001f) ? toText(found.type, found.value) : '';
  };
  file.name = textOf(property.longFileName) || textOf(property.fileName) || textOf(property.displayName) || file.name;
  file.type = textOf(property.mediaType).toLowerCase() || file.type;
  const embedded = find(property.data);
  if (embedded && !file.data) {
    file.data = embedded.type === 0x000d ? embedded.value.subarray(objectKind) : embedded.value;
    if (file.data.length > 4 && file.data.readUInt32LE(0) === signature)
      file.name = file.name.endsWith('.dat') ? file.name : `${file.name}.dat`;
  }
};

const withoutEnd = (value: Buffer): Buffer => {
  const end = value.indexOf(0);
  return end === -1 ? value : value.subarray(0, end);
};

const decode = (type: number, value: Buffer, charset: string): string =>
  type === 0x001f ? new TextDecoder('utf-16le').decode(value).replace(/\0.*$/s, '') : decodeCharset(withoutEnd(value), { label: charset });

/** Windows code pages are charsets; 65001 is UTF-8. */
const charsetOf = (codePage: number): string =>
  codePage === 65001 ? 'utf-8' : codePage >= 1250 && codePage <= 1258 ? `windows-${codePage}` : `cp${codePage}`;
