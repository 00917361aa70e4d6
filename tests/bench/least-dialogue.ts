import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const headerItems = '(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)';

/** What to wait for, and what to send then. `startTls` does the handshake in between. */
type Exchange = { until: RegExp; send?: string; startTls?: boolean };

const login = (username: string, password: string) => Buffer.from(`\0${username}\0${password}`).toString('base64');

/**
 * The fewest round trips that the protocols allow for what a verdict proves, and for the newest page of INBOX, written down: no parsing, no
 * checks.
 */
const leastDialogues = {
  smtp465: (auth: string): Exchange[] => [{ until: /^220 [^\n]*\n/m, send: 'EHLO x' }, ...smtpRest(auth)],
  smtp587: (auth: string): Exchange[] => [
    { until: /^220 [^\n]*\n/m, send: 'EHLO x' },
    { until: /^250 [^\n]*\n/m, send: 'STARTTLS' },
    { until: /^220 [^\n]*\n/m, startTls: true, send: 'EHLO x' },
    ...smtpRest(auth),
  ],
  imap993: (auth: string): Exchange[] => [{ until: /^\* OK [^\n]*\n/m, send: `a AUTHENTICATE PLAIN ${auth}` }, ...imapRest],
  imap143: (auth: string): Exchange[] => [
    { until: /^\* OK [^\n]*\n/m, send: 'a STARTTLS' },
    { until: /^a OK [^\n]*\n/m, startTls: true, send: `a AUTHENTICATE PLAIN ${auth}` },
    ...imapRest,
  ],
  firstPage: (auth: string, messages: number): Exchange[] => [
    ...leastDialogues.imap993(auth).slice(0, -1),
    { until: /^b OK [^\n]*\n/m, send: `c FETCH ${Math.max(1, messages - 49)}:${messages} ${headerItems}` },
    { until: /^c OK [^\n]*\n/m },
  ],
};
const smtpRest = (auth: string): Exchange[] => [
  { until: /^250 [^\n]*\n/m, send: `AUTH PLAIN ${auth}` },
  { until: /^235 [^\n]*\n/m, send: 'MAIL FROM:<ann@mail.test>\r\nRCPT TO:<ann@mail.test>\r\nRSET' },
  { until: /(?:^250 [^\n]*\n){3}/m },
];
const imapRest: Exchange[] = [{ until: /^a OK [^\n]*\n/m, send: 'b EXAMINE INBOX' }, { until: /^b OK [^\n]*\n/m }];

/** Plays one of the least dialogues to its end. */
export const playLeast = async (
  kind: keyof typeof leastDialogues,
  { port, ca, username, password, messages = 0 }: { port: number; ca: string; username: string; password: string; messages?: number },
): Promise<void> => {
  const isImplicit = kind === 'smtp465' || kind === 'imap993' || kind === 'firstPage';
  let socket: Socket = isImplicit
    ? connectTls({ port, host: '127.0.0.1', servername: 'mail.test', ca })
    : connectPlain({ port, host: '127.0.0.1' });
  socket.setNoDelay(true);
  let heard = '';
  let wake = () => {};
  const listen = () =>
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      wake();
    });
  listen();
  for (const { until, send, startTls } of leastDialogues[kind](login(username, password), messages)) {
    while (!until.test(heard)) await new Promise<void>((resolve) => (wake = resolve));
    heard = '';
    if (startTls) {
      socket.removeAllListeners('data');
      socket = connectTls({ socket, servername: 'mail.test', ca });
      await once(socket, 'secureConnect');
      listen();
    }
    if (send) socket.write(`${send}\r\n`);
  }
  socket.destroy();
};
