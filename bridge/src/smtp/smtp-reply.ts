import type { ReplyText } from '../classify/evidence.ts';
import { decodeWords } from '../net/decode-server-text.ts';
import { codeError, ProtocolError } from '../net/protocol-error.ts';
import { scanLine, type Wire } from '../net/wire.ts';

/** A whole SMTP reply. `text` has all lines as they came, joined by a line feed. */
export interface SmtpReply extends ReplyText {
  replyCode: number;
  /** The lines without code and separator. */
  lines: string[];
  /** Its lines have codes of different classes (RFC 5321 §4.2.1 has them equal): there is no telling which one is meant. */
  isContradictory: boolean;
}

/** RFC 5321 §4.5.3.1.5 says 512; real servers send more. */
const maxLineBytes = 8 * 1024;
const maxLines = 200;
/** What all lines of a reply may have together. */
const maxReplyBytes = 64 * 1024;

/** Reads one reply, of one or more lines (RFC 5321 §4.2). The last line's code is the reply's. */
export const readSmtpReply = async (wire: Wire): Promise<SmtpReply> => {
  const raw: string[] = [];
  const lines: string[] = [];
  const classes = new Set<string>();
  let bytes = 0;
  for (;;) {
    const line = decodeWords(await wire.read(scanLine, maxLineBytes)).replace(/\r?\n$/, '');
    raw.push(line);
    const found = /^(?<code>[2-5]\d\d)(?<separator>[ -]|$)(?<text>.*)$/s.exec(line)?.groups;
    if (!found) throw new ProtocolError({ error: { code: 'NOT_THE_PROTOCOL' }, reply: { text: raw.join('\n') } });
    lines.push(found.text!);
    classes.add(found.code![0]!);
    if (found.separator !== '-') return { replyCode: Number(found.code), text: raw.join('\n'), lines, isContradictory: classes.size > 1 };
    bytes += line.length;
    if (raw.length === maxLines || bytes > maxReplyBytes) throw codeError('LINE_TOO_LONG');
  }
};
