/** One part of a message, in the bytes that it has there. */
export interface MimePart {
  header: Buffer;
  body: Buffer;
  /** Lower case names; folded lines are joined. */
  fields: ReadonlyMap<string, string>;
  /** `text/plain`, lower case. */
  type: string;
  parameters: ReadonlyMap<string, string>;
  children: MimePart[];
}

const mostDepth = 10;

/** Takes a message apart (RFC 2045, 2046); whatever is not well-formed is a part without children. */
export const readPart = (source: Buffer, depth = 0): MimePart => {
  const end = source.indexOf('\r\n\r\n');
  const header = end < 0 ? source : source.subarray(0, end + 4);
  const body = end < 0 ? Buffer.alloc(0) : source.subarray(end + 4);
  const fields = readFields(header.toString('latin1'));
  const [type = '', ...rest] = (fields.get('content-type') ?? 'text/plain; charset=us-ascii').split(';');
  const parameters = new Map(rest.flatMap(readParameter));
  const boundary = parameters.get('boundary');
  const isMultipart = type.trim().toLowerCase().startsWith('multipart/') && boundary !== undefined && depth < mostDepth;
  const children = isMultipart ? split(body, boundary).map((piece) => readPart(piece, depth + 1)) : [];
  return { header, body, fields, type: type.trim().toLowerCase(), parameters, children };
};

const readFields = (header: string): Map<string, string> => {
  const lines = header.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n');
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]] : [];
    }),
  );
};

export const readParameter = (text: string): [string, string][] => {
  const equals = text.indexOf('=');
  return equals > 0
    ? [
        [
          text.slice(0, equals).trim().toLowerCase(),
          text
            .slice(equals + 1)
            .trim()
            .replaceAll(/^"|"$/g, ''),
        ],
      ]
    : [];
};

const split = (body: Buffer, boundary: string): Buffer[] => {
  const text = `\r\n${body.toString('latin1')}`;
  const pieces = text.split(`\r\n--${boundary}`);
  return pieces
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => Buffer.from(piece.replace(/^[ \t]*\r\n/, ''), 'latin1'));
};
