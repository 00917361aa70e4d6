import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A reply, or what happens to the connection instead of one. `taken+close`: the message is taken and nobody is told. `552 too large+gone`:
 * that is said, and the connection closed with what was not read of it, so that it is reset.
 */
export type Answer = `${number} ${string}` | 'close' | 'reset' | 'taken+close' | 'taken+reset';

/** How the server answers in one transaction; what is not given is answered well. */
export interface Behaviour {
  mail?: Answer;
  /** By recipient. */
  rcpt?: Record<string, Answer>;
  data?: Answer;
  /** After so many bytes of content, before its end. */
  content?: { afterBytes: number; answer: Answer };
  /** To the content's end. */
  end?: Answer;
}

interface TakenMessage {
  from: string;
  recipients: string[];
  content: string;
}

export interface FaultySmtp extends AsyncDisposable {
  port: number;
  taken: TakenMessage[];
  /** For whom DATA was seen. */
  begunFor: Set<string>;
  connections(): number;
  open(): number;
  mostOpen(): number;
}

/**
 * An SMTP server without TLS that signs everybody in and then behaves as told: `behave` is asked at each MAIL. What it has
 * answered for with 2xx, or taken without a word, stands in `taken`.
 */
export const startFaultySmtp = async (
  capabilities: readonly string[],
  behave: (transaction: number) => Behaviour = () => ({}),
): Promise<FaultySmtp> => {
  const taken: TakenMessage[] = [];
  const sockets = new Set<Socket>();
  const begunFor = new Set<string>();
  let [transactions, connections, mostOpen] = [0, 0, 0];

  const serve = (socket: Socket) => {
    let unread = Buffer.alloc(0);
    let behaviour: Behaviour = {};
    let message: { from: string; recipients: string[]; content: Buffer[] } | undefined;
    let isReadingContent = false;
    const dialogue = { over: false };

    const answer = (wanted: Answer, onTaken?: () => void) => {
      if (wanted.startsWith('taken+')) onTaken?.();
      if (wanted.endsWith('reset')) socket.resetAndDestroy();
      else if (wanted.endsWith('close')) socket.end();
      else {
        if (wanted.startsWith('2')) onTaken?.();
        socket.write(`${wanted.replace('+gone', '')}\r\n`);
        if (wanted.endsWith('+gone')) socket.destroy();
        else if (wanted.startsWith('421')) socket.end();
        else return;
      }
      dialogue.over = true;
    };

    const take = () => {
      if (message && message.recipients.length > 0)
        taken.push({ from: message.from, recipients: message.recipients, content: Buffer.concat(message.content).toString() });
      message = undefined;
    };
    const end = () =>
      answer(message?.recipients.length ? (behaviour.end ?? '250 2.0.0 Ok: queued as FAULTY1') : '554 5.5.1 no valid recipients', take);

    const command = (line: string) => {
      const verb = line.split(' ')[0]!.toUpperCase();
      const path = /<(.*)>/.exec(line)?.[1] ?? '';
      if (verb === 'EHLO')
        socket.write(
          ['mail.test', ...capabilities, 'AUTH PLAIN']
            .map((word, index, all) => `250${index === all.length - 1 ? ' ' : '-'}${word}\r\n`)
            .join(''),
        );
      else if (verb === 'AUTH') answer('235 2.7.0 Authentication successful');
      else if (verb === 'MAIL') {
        behaviour = behave(transactions++);
        const reply = behaviour.mail ?? '250 2.1.0 Ok';
        answer(reply, () => (message = { from: path, recipients: [], content: [] }));
      } else if (verb === 'RCPT')
        answer(message ? (behaviour.rcpt?.[path] ?? '250 2.1.5 Ok') : '503 5.5.1 need MAIL', () => message?.recipients.push(path));
      else if (verb === 'DATA') {
        for (const recipient of message?.recipients ?? []) begunFor.add(recipient);
        const reply = behaviour.data ?? (message?.recipients.length ? '354 go ahead' : '554 5.5.1 no valid recipients');
        isReadingContent = reply.startsWith('354');
        answer(reply);
      } else if (verb === 'RSET') {
        message = undefined;
        answer('250 2.0.0 Ok');
      } else if (verb === 'QUIT') {
        socket.end('221 2.0.0 Bye\r\n');
        dialogue.over = true;
      } else answer('502 5.5.2 unknown');
    };

    const breakInContent = (received: number): boolean => {
      if (!behaviour.content || received < behaviour.content.afterBytes) return false;
      answer(behaviour.content.answer);
      dialogue.over = true;
      return true;
    };

    const work = () => {
      while (!dialogue.over && unread.length > 0) {
        if (isReadingContent) {
          const at = unread.indexOf('\r\n.\r\n');
          if (breakInContent(unread.length)) return;
          if (at < 0) return;
          message?.content.push(
            Buffer.from(
              unread
                .subarray(0, at + 2)
                .toString('latin1')
                .replace(/^\.\./gm, '.'),
              'latin1',
            ),
          );
          unread = unread.subarray(at + 5);
          isReadingContent = false;
          end();
        } else {
          const at = unread.indexOf('\r\n');
          if (at < 0) return;
          const line = unread.subarray(0, at).toString();
          unread = unread.subarray(at + 2);
          command(line);
        }
      }
    };

    socket.on('data', (bytes: Buffer) => {
      unread = Buffer.concat([unread, bytes]);
      work();
    });
    socket.on('error', () => {});
    socket.write('220 mail.test ESMTP\r\n');
  };

  const server = createServer({ noDelay: true }, (socket) => {
    connections += 1;
    sockets.add(socket);
    mostOpen = Math.max(mostOpen, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    begunFor,
    connections: () => connections,
    open: () => sockets.size,
    mostOpen: () => mostOpen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
