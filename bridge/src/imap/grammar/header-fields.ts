import { addressParser } from 'postal-mime';

/** What an envelope is made of, and what a message of one part is; asked for where the server's own reading of them cannot be read. */
export const envelopeFields =
  'HEADER.FIELDS (DATE SUBJECT FROM SENDER REPLY-TO TO CC BCC IN-REPLY-TO MESSAGE-ID CONTENT-TYPE CONTENT-TRANSFER-ENCODING)';

/** More of a header is not looked at. */
export const longestHeader = 32 * 1024;
/** A header with more recipients is a list of its own. */
const mostAddresses = 500;
const longestAddresses = 16 * 1024;

/**
 * Puts an ENVELOPE together (RFC 9051 §7.5.2) as the server would have written it, from the header fields themselves. Strings are quoted,
 * their bytes latin1 characters; empty where there is no field.
 */
export const envelopeOfHeader = (header: Buffer): string => {
  const fields = readFields(header);
  if (fields.size === 0) return '';
  const text = (name: string): string => quote(fields.get(name));
  const from = addressesOf(fields.get('from'));
  const orFrom = (name: string): string => {
    const list = addressesOf(fields.get(name));
    return list === 'NIL' ? from : list;
  };
  const lists = [from, orFrom('sender'), orFrom('reply-to'), ...['to', 'cc', 'bcc'].map((name) => addressesOf(fields.get(name)))];
  return `(${[text('date'), text('subject'), ...lists, text('in-reply-to'), text('message-id')].join(' ')})`;
};

/** The BODYSTRUCTURE of a message of one text part, from its header fields; empty for any other: its parts are known to the server only. */
export const structureOfHeader = (header: Buffer, size: number): string => {
  const fields = readFields(header);
  if (fields.size === 0) return '';
  const [type = '', ...parameters] = (fields.get('content-type') ?? 'text/plain').split(';').map((piece) => piece.trim());
  const subtype = /^text\/([\w.+-]+)$/i.exec(type)?.[1];
  if (subtype === undefined) return '';
  const pairs = parameters.flatMap((parameter) => {
    const [, name, value] = /^([\w*'-]+) *= *"?([^"]*)"?$/.exec(parameter.slice(0, 200)) ?? [];
    return name === undefined ? [] : [`${quote(name)} ${quote(value)}`];
  });
  const encoding = /^[\w-]{1,30}/.exec(fields.get('content-transfer-encoding') ?? '')?.[0] ?? '7bit';
  return `("text" ${quote(subtype)} ${pairs.length > 0 ? `(${pairs.join(' ')})` : 'NIL'} NIL NIL ${quote(encoding)} ${size} 0)`;
};

/** Fields by their names in lower case, unfolded; of several the first. */
const readFields = (header: Buffer): Map<string, string> => {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of header.toString('latin1', 0, longestHeader).split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      if (name !== '') fields.set(name, `${fields.get(name)} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    const found = colon > 0 ? line.slice(0, colon).trim().toLowerCase() : '';
    name = found === '' || fields.has(found) ? '' : found;
    if (name !== '') fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
};

const quote = (bytes: string | undefined): string =>
  bytes === undefined || bytes === '' ? 'NIL' : `"${bytes.replace(/[\r\n\0]/g, ' ').replace(/["\\]/g, String.raw`\$&`)}"`;

/** Text as UTF-8 bytes, each a latin1 character. */
const toBytes = (text: string): string => Buffer.from(text).toString('latin1');

const addressesOf = (value: string | undefined): string => {
  if (value === undefined || value === '') return 'NIL';
  const text = Buffer.from(value.slice(0, longestAddresses), 'latin1').toString();
  const entries = addressParser(text)
    .slice(0, mostAddresses)
    .flatMap((entry) => {
      // A group's name stands before its members, and nothing behind them (RFC 9051 §7.5.2).
      if ('group' in entry && entry.group)
        return [`(NIL NIL ${quote(toBytes(entry.name))} NIL)`, ...entry.group.map(addressOf), '(NIL NIL NIL NIL)'];
      return [addressOf(entry)];
    });
  return entries.length > 0 ? `(${entries.join('')})` : 'NIL';
};

const addressOf = ({ name, address = '' }: { name: string; address?: string | undefined }): string => {
  const at = address.lastIndexOf('@');
  const [local, host] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
  return `(${quote(toBytes(name))} NIL ${quote(toBytes(local))} ${quote(toBytes(host))})`;
};
