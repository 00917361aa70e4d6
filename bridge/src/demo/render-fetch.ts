import type { DemoMessage } from './demo-mailbox.ts';
import { readParameter, readPart, type MimePart } from './mime-part.ts';

const literal = (bytes: Buffer): string => `{${bytes.length}}\r\n${bytes.toString('latin1')}`;
const nstring = (text: string | undefined): string =>
  text === undefined
    ? 'NIL'
    : /^[\x20-\x7e]*$/.test(text)
      ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
      : literal(Buffer.from(text, 'latin1'));

const addresses = (field: string | undefined): string => {
  const found = (field ?? '').split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).flatMap((text) => {
    const [, name = '', bracketed, bare] = /^\s*"?(.*?)"?\s*(?:<([^>]+)>|(?<=^\s*)(\S+@\S+))\s*$/.exec(text) ?? [];
    const [local, host] = (bracketed ?? bare ?? text.trim()).split('@');
    return local && host ? [`(${nstring(name === '' ? undefined : name)} NIL ${nstring(local)} ${nstring(host)})`] : [];
  });
  return found.length > 0 ? `(${found.join('')})` : 'NIL';
};

/** ENVELOPE (RFC 9051 §7.5.2). */
const envelope = ({ fields }: MimePart): string => {
  const from = addresses(fields.get('from'));
  const list = ['reply-to', 'to', 'cc', 'bcc'].map((name) => addresses(fields.get(name)));
  const people = [from, from, list[0] === 'NIL' ? from : list[0], ...list.slice(1)];
  const [date, subject, inReplyTo, messageId] = ['date', 'subject', 'in-reply-to', 'message-id'].map((name) => nstring(fields.get(name)));
  return `(${[date, subject, ...people, inReplyTo, messageId].join(' ')})`;
};

const parametersOf = (parameters: ReadonlyMap<string, string>): string =>
  parameters.size === 0 ? 'NIL' : `(${[...parameters].map(([name, value]) => `${nstring(name)} ${nstring(value)}`).join(' ')})`;

/** BODYSTRUCTURE (RFC 9051 §7.5.2) without its last extension fields. */
const bodyStructure = (part: MimePart): string => {
  const [type = 'text', subtype = 'plain'] = part.type.split('/');
  const [disposition, ...rest] = (part.fields.get('content-disposition') ?? '').split(';');
  const placed = disposition ? `(${nstring(disposition.trim())} ${parametersOf(new Map(rest.flatMap(readParameter)))})` : 'NIL';
  if (part.children.length > 0)
    return `(${part.children.map(bodyStructure).join('')} ${nstring(subtype)} ${parametersOf(part.parameters)} ${placed})`;
  const encoding = part.fields.get('content-transfer-encoding') ?? '7bit';
  const lines = type === 'text' ? ` ${part.body.toString('latin1').split('\n').length - 1}` : '';
  const id = nstring(part.fields.get('content-id'));
  return `(${nstring(type)} ${nstring(subtype)} ${parametersOf(part.parameters)} ${id} NIL ${nstring(encoding)} ${part.body.length}${lines} NIL ${placed})`;
};

/** The bytes of a section: `` (everything), `HEADER`, `HEADER.FIELDS (…)`, `TEXT`, `1.2`, `1.2.MIME`; null where there is none. */
const sectionOf = (message: DemoMessage, section: string): Buffer | null => {
  if (section === '') return message.source;
  const path = /^\d+(?:\.\d+)*/.exec(section)?.[0] ?? '';
  const rest = section.slice(path.length).replace(/^\./, '').toUpperCase();
  let part: MimePart | undefined = readPart(message.source);
  // The one part of a message that is no multipart is number 1.
  for (const number of path === '' ? [] : path.split('.')) part = part?.children[Number(number) - 1] ?? (number === '1' ? part : undefined);
  if (!part) return null;
  if (rest === '' || rest === 'TEXT') return part.body;
  if (rest === 'HEADER' || rest === 'MIME') return part.header;
  const wanted = new Set(/\((.*)\)/.exec(rest)?.[1]?.toLowerCase().split(' '));
  const lines = part.header.toString('latin1').split(/\r\n(?![ \t])/);
  const kept = lines.filter((line) => wanted.has(line.slice(0, line.indexOf(':')).toLowerCase()));
  return Buffer.from(`${kept.map((line) => `${line}\r\n`).join('')}\r\n`, 'latin1');
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const internalDate = (date: Date): string =>
  `"${String(date.getUTCDate()).padStart(2, ' ')}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000"`;

/** One item of a FETCH as it is answered, with its name. Reading a body without PEEK marks the message as seen. */
const renderItem = (message: DemoMessage, item: string): string => {
  const name = item.toUpperCase();
  if (name === 'UID') return `UID ${message.uid}`;
  if (name === 'FLAGS') return `FLAGS (${[...message.flags].join(' ')})`;
  if (name === 'INTERNALDATE') return `INTERNALDATE ${internalDate(message.date)}`;
  if (name === 'RFC822.SIZE') return `RFC822.SIZE ${message.source.length}`;
  if (name === 'ENVELOPE') return `ENVELOPE ${envelope(readPart(message.source))}`;
  if (name === 'BODYSTRUCTURE') return `BODYSTRUCTURE ${bodyStructure(readPart(message.source))}`;
  const [, peek, section = '', offset, length] = /^BODY(\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?$/i.exec(item) ?? [];
  if (peek === undefined) message.flags.add(String.raw`\Seen`);
  const bytes = sectionOf(message, section);
  const from = Number(offset ?? 0);
  const piece = bytes?.subarray(from, length === undefined ? undefined : from + Number(length));
  return `BODY[${section}]${offset === undefined ? '' : `<${offset}>`} ${piece ? literal(piece) : 'NIL'}`;
};

/** The untagged response to a FETCH of these items, as latin1. */
export const renderFetch = (sequence: number, message: DemoMessage, items: readonly string[]): string =>
  `* ${sequence} FETCH (${items.map((item) => renderItem(message, item)).join(' ')})\r\n`;
