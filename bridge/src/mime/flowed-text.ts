/** What `format=flowed` says of a text (RFC 3676 §4). */
export interface FlowedFormat {
  /** A blank that joins two lines is not part of the text (§4.1, `DelSp=yes`). */
  deletesSpace: boolean;
}

const signature = '-- ';

/** `>>  text`: how deep the line is quoted, and the line without that and without the blank that was stuffed before it (§4.4, §4.5). */
const readLine = (line: string): { depth: number; text: string } => {
  let depth = 0;
  while (line[depth] === '>') depth++;
  const text = line.slice(depth);
  return { depth, text: text.startsWith(' ') ? text.slice(1) : text };
};

/**
 * Joins the lines of a flowed text to paragraphs; a quote is written before each as it was. Lines of different depth are never joined: what
 * somebody else wrote and the answer to it are two paragraphs, whatever the first ends with (§4.5). Linear.
 */
export const joinFlowed = (text: string, { deletesSpace }: FlowedFormat): string => {
  const paragraphs: string[] = [];
  let open: { depth: number; pieces: string[] } | null = null;
  const close = (): void => {
    if (open) paragraphs.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`.replace(/^(>+) $/, '$1'));
    open = null;
  };
  for (const line of text.split(/\r\n|\n|\r/)) {
    const read = readLine(line);
    const isSignature = read.text === signature;
    if (open && (open.depth !== read.depth || isSignature)) close();
    open ??= { depth: read.depth, pieces: [] };
    const flows = read.text.endsWith(' ') && !isSignature;
    open.pieces.push(flows && deletesSpace ? read.text.slice(0, -1) : read.text);
    if (!flows) close();
  }
  close();
  return paragraphs.join('\n');
};
