import type { Leg } from '@kurrier/shared/account/connection';
import type { Secret } from '@kurrier/shared/secret';
import { cleanText } from '@kurrier/shared/text/clean-text';
import { redactReply } from '../../classify/redact-reply.ts';
import { decodeWords } from '../decode-server-text.ts';
import { hidden, type DialogueReader } from './dialogue-reader.ts';
import { LineCutter } from './line-cutter.ts';
import { createImapReader } from './read-imap-dialogue.ts';
import { createSmtpReader } from './read-smtp-dialogue.ts';

/** Gets every byte of one connection, as it is before encryption. */
export interface WireTap {
  sent: (data: string | Uint8Array) => void;
  received: (data: Buffer) => void;
  /** The connection is over. */
  ended: () => void;
}

/** Whose dialogue it is, and what must never be seen of it. */
interface TappedServer {
  leg: Leg;
  host: string;
  port: number;
  secrets: readonly Secret[];
}

/** Begins the log of one connection. */
export type WireLog = (server: TappedServer) => WireTap;

/** A line longer than this is cut. */
const longestShown = 1_000;
/** Percent-encoding and JSON make a secret longer; no form is longer than this many times its bytes. */
const longestForm = 6;

const createReader: Record<Leg, () => DialogueReader> = { smtp: createSmtpReader, imap: createImapReader };

/**
 * Tells every line of the dialogues with mail servers, both ways: `>` sent, `<` received, with time, leg, host and the number of the
 * connection. Sign-ins are replaced whole, known secrets in any encoding; content is told by its length. `write` gets lines without their
 * break, each bounded.
 */
export const createWireLog = (write: (line: string) => void, now: () => number = Date.now): WireLog => {
  let connections = 0;
  return ({ leg, host, port, secrets }) => {
    const head = `${leg} ${cleanText(host, 'reply')}:${port} #${++connections}`;
    const tell = (arrow: string, text: string) => write(`${new Date(now()).toISOString()} ${head} ${arrow} ${text}`);
    const reader = createReader[leg]();
    const show = (arrow: '>' | '<', read: DialogueReader['sent'], peer: () => LineCutter) =>
      new LineCutter({
        onLine(bytes, end, isCut) {
          const { shown, content, peerContent } = read(decodeWords(bytes), end.toString('latin1'));
          tell(arrow, bound(redactLine(shown, secrets, isCut), isCut));
          if (peerContent) peer().expectContent();
          return content;
        },
        onContent: (length) => tell(arrow, reader.hidesContent() ? hidden : `[${length} bytes]`),
      });
    const sent: LineCutter = show('>', reader.sent, () => received);
    const received: LineCutter = show('<', reader.received, () => sent);
    tell('=', 'open');
    return {
      sent: (data) => sent.feed(typeof data === 'string' ? Buffer.from(data) : Buffer.from(data.buffer, data.byteOffset, data.byteLength)),
      received: (data) => received.feed(data),
      ended() {
        sent.end();
        received.end();
        tell('=', 'closed');
      },
    };
  };
};

/** At the end of a line that was cut may stand the beginning of a secret: as much as the longest one could take is left out. */
const redactLine = (line: string, secrets: readonly Secret[], isCut: boolean): string => {
  const unsure = isCut ? Math.max(0, ...secrets.map((secret) => Buffer.byteLength(secret.reveal()))) * longestForm : 0;
  const redacted = redactReply(line, secrets);
  return (unsure > 0 ? redacted.slice(0, Math.max(0, redacted.length - unsure)) : redacted).replaceAll('\n', ' ');
};

const bound = (line: string, isCut: boolean): string =>
  line.length <= longestShown && !isCut ? line : `${line.slice(0, longestShown)} […]`;
