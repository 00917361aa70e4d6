import type { Socket } from 'node:net';

/** What breaks at this point of the dialogue. After `silence` and `endless` nothing more of the script happens. */
export type Fault =
  /** Ends its own side of the connection, and goes on reading what the client says. */
  | 'close'
  /** Cuts it with a TCP reset. */
  | 'reset'
  /** Closes it with what was not read, so that it is reset after what was said. */
  | 'abandon'
  /** Sends bytes that belong to no protocol, and closes. */
  | 'garbage'
  /** Keeps the connection open and says nothing. */
  | 'silence'
  /** Sends one line that never ends. */
  | 'endless-line'
  /** Sends lines without end: `* OK` or `250-`, as `line` has it. */
  | 'endless-lines';

/**
 * One step of a scripted dialogue. `server` lines are sent with CRLF appended, several at once when they stand in one step;
 * `{tag}` is the first word of the client's last line, so that IMAP tags need no guessing. A `client` line that does not match is an error
 * of the test.
 */
export type Step =
  | { server: string }
  /** Sent as it is, without CRLF. */
  | { raw: string | Uint8Array }
  | { client: RegExp | string }
  /** Reads and drops so many bytes, as after an IMAP literal. */
  | { clientBytes: number }
  /** Reads lines up to and with the one that matches. */
  | { clientUntil: RegExp }
  /** The TLS handshake after STARTTLS. */
  | { startTls: true }
  /** What comes after a `close` counts as said, unless it is the content of a message. */
  | { fault: Fault; line?: string; inContent?: boolean }
  /** Holds back what follows. */
  | { holdMs: number }
  | { holdUntil: Promise<unknown> }
  /** Answers every line of the client, one after the other, until it leaves. */
  | { serve: (command: Command) => unknown };

/** A line of the client, and what can be done about it. */
export interface Command {
  /** The whole line; its first word, which is the tag in IMAP; and what stands behind that. */
  line: string;
  tag: string;
  text: string;
  /** The `text` of each of the commands that have come after it by now. */
  waiting: () => string[];
  /** Sends a line. */
  say: (line: string) => void;
  /** Plays steps; after a fault that ends the connection nothing that follows is done. */
  play: (steps: readonly Step[]) => Promise<void>;
  /** Reads what follows in SMTP after 354, without the dots that were put in and without its end (RFC 5321 §4.5.2). */
  readContent: () => Promise<string>;
  socket: Socket;
}

/** An EHLO answer, as an SMTP server gives it. */
export const ehlo = (...capabilities: string[]): Step[] => [
  { client: /^EHLO / },
  { server: ['mail.test', ...capabilities].map((line, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${line}`).join('\r\n') },
];

/** Answers the flight with which a verification probes the sender, and the QUIT. */
export const acceptSender: Step[] = [
  { client: /^MAIL FROM:/ },
  { server: '250 2.1.0 Ok' },
  { client: /^RCPT TO:/ },
  { server: '250 2.1.5 Ok' },
  { client: 'RSET' },
  { server: '250 2.0.0 Ok' },
];
