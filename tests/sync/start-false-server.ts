import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Answers one command; `text` is what stands behind the tag, `waiting` are those of the commands that came after it. Returns false for what
 * an honest server would answer.
 */
export type FalseAnswer = (command: {
  tag: string;
  text: string;
  waiting: readonly string[];
  say: (line: string) => void;
  socket: Socket;
}) => boolean | Promise<boolean>;

export interface FalseServer extends AsyncDisposable {
  port: number;
}

/** What a mailbox with three messages looks like. */
export const honestMailbox = { messages: 3, uidNext: 4, uidValidity: 7 };

const headers = (uid: number): string =>
  ` INTERNALDATE "01-Jan-2026 00:00:00 +0000" RFC822.SIZE 10 ENVELOPE (NIL "message ${uid}" NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE ("TEXT" "PLAIN" NIL NIL NIL "7BIT" 10 1)`;

/** One message as an answer to FETCH. */
export const fetchLine = (uid: number, text: string): string =>
  `* ${uid} FETCH (UID ${uid} FLAGS ()${text.includes('ENVELOPE') ? headers(uid) : ''}${text.includes('BODY.PEEK[1]') ? ' BODY[1]<0> "text"' : ''})`;

/** An IMAP server on loopback, without TLS, that is honest but where it is told not to be. */
export const startFalseServer = async (answer: FalseAnswer, box = honestMailbox, extraCapabilities = ''): Promise<FalseServer> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const say = (line: string): void => void (socket.writable && socket.write(`${line}\r\n`));
    say(`* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN ESEARCH LIST-STATUS LIST-EXTENDED UIDPLUS${extraCapabilities}] ready`);
    let unread = '';
    let last = Promise.resolve();
    const waiting: string[] = [];
    socket.on('data', (chunk: Buffer) => {
      unread += chunk.toString('latin1');
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const [tag, ...words] = unread.slice(0, end).split(' ');
        unread = unread.slice(end + 2);
        waiting.push(words.join(' '));
        last = last.then(() => respond({ tag: tag!, text: waiting.shift()!, waiting, say, socket }));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const respond = async (command: Parameters<FalseAnswer>[0]): Promise<void> => {
    const { tag, text, say } = command;
    // The end of an IDLE is no command of its own.
    if (tag === 'DONE' || (await answer(command))) return;
    const { messages, uidNext, uidValidity } = box;
    if (text.startsWith('LIST')) {
      say('* LIST () "/" INBOX');
      say(`* STATUS INBOX (MESSAGES ${messages} UIDNEXT ${uidNext} UIDVALIDITY ${uidValidity} UNSEEN 0)`);
    } else if (text.startsWith('EXAMINE')) {
      say(`* ${messages} EXISTS`);
      say(`* OK [UIDVALIDITY ${uidValidity}] valid`);
      say(`* OK [UIDNEXT ${uidNext}] next`);
    } else if (text.startsWith('UID SEARCH')) say(`* ESEARCH (TAG "${tag}") UID ALL 1:${messages}`);
    else if (text.startsWith('UID FETCH')) {
      const [, first, last] = /FETCH (\d+)(?::(\d+|\*))?/.exec(text)!.map(Number) as [number, number, number];
      for (let uid = first; uid <= (last || (text.includes(':*') ? messages : first)); uid++) say(fetchLine(uid, text));
    }
    say(`${tag} OK done`);
  };

  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
