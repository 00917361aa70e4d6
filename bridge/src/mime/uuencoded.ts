/** A file that stands within a text, as `uuencode` writes it (POSIX.1-2017, uuencode). */
interface UuencodedFile {
  name: string;
  data: Buffer;
}

/** The first line of a file, with its permissions and its name. */
const begin = /^begin [0-7]{3,4} (\S.{0,254}?)\s*$/;
const longestLine = 45;

/** Takes the files out of a text, in their order; one that is cut off as far as it goes. Linear. */
export const splitUuencoded = (text: string): { text: string; files: UuencodedFile[] } => {
  if (!/^begin [0-7]/m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  for (let at = 0; at < lines.length;) {
    const name = begin.exec(lines[at]!.slice(0, 300))?.[1];
    const file = name === undefined ? null : readFile(lines, at + 1);
    if (name === undefined || !file) {
      kept.push(lines[at++]!);
      continue;
    }
    files.push({ name, data: file.data });
    at = file.next;
  }
  return { text: kept.join('\n'), files };
};

const readFile = (lines: readonly string[], first: number): { data: Buffer; next: number } | null => {
  const pieces: Buffer[] = [];
  let hasShort = false;
  let at = first;
  for (; at < lines.length; at++) {
    const line = lines[at]!.replace(/\r$/, '');
    if (line === 'end') return pieces.length > 0 ? { data: Buffer.concat(pieces), next: at + 1 } : null;
    // The line of no bytes before the end lost its blank as well.
    if (line === '' && lines[at + 1]?.trimEnd() === 'end') continue;
    const piece = decodeLine(line);
    if (!piece) break;
    pieces.push(piece);
    hasShort ||= line.length < lengthOf(piece) && at + 1 < lines.length;
  }
  // Without its end, words in capitals may look like lines that lost their blanks.
  return !hasShort && pieces.some(({ length }) => length > 0) ? { data: Buffer.concat(pieces), next: at } : null;
};

/** Characters of a line with these bytes, the one for its length included. */
const lengthOf = ({ length }: Buffer): number => 1 + Math.ceil(length / 3) * 4;

/** A line says how many bytes it has; blanks at its end may have been lost on the way, and some programs add a checksum. Null: it is none. */
const decodeLine = (line: string): Buffer | null => {
  if (!/^[ -`]{1,70}$/.test(line)) return null;
  const valueAt = (at: number): number => (line.charCodeAt(at) - 32) & 63 || 0;
  const length = valueAt(0);
  const groups = Math.ceil(length / 3);
  if (length > longestLine || line.length > groups * 4 + 3) return null;
  const bytes = Buffer.alloc(groups * 3);
  for (let group = 0; group < groups; group++) {
    const at = 1 + group * 4;
    const value = (valueAt(at) << 18) | (valueAt(at + 1) << 12) | (valueAt(at + 2) << 6) | valueAt(at + 3);
    bytes.writeUIntBE(value, group * 3, 3);
  }
  return bytes.subarray(0, length);
};
