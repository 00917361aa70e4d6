import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { close, writesOf, type Action, type Place } from './damages.ts';

/** What the server knows of one message whose content it got. */
export interface SeenMessage {
  recipients: string[];
  content: string;
  /** What it did to answer the end: its first whole reply's code (0: none), and whether anything else went out with it. */
  firstCode: number;
  hasSurplus: boolean;
}

export interface DamagingSmtp extends AsyncDisposable {
  port: number;
  seen: SeenMessage[];
  /** Every line that was read as a command. */
  commands: string[];
  open(): number;
}

/**
 * An SMTP server whose replies pass through `damage`, which is given the place, the reply and the message (the local part of its first
 * recipient, or the number of the connection). It does what it says: its state follows the first reply that it really sent, and the right
 * one where it sent none. A chunk that it refuses is not discarded: its lines are commands.
 */
export const startDamagingSmtp = async (
  capabilities: readonly string[],
  damage: (place: Place, reply: string, of: string) => readonly Action[],
): Promise<DamagingSmtp> => {
  const seen: SeenMessage[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const serve = (socket: Socket, connection: string) => {
    let unread = '';
    let recipients: string[] | undefined;
    let inContent = false;
    let hasClosed = false;
    let output = Promise.resolve();
    let of = connection;
    const perform = async (actions: readonly Action[]) => {
      for (const action of actions) {
        if (socket.destroyed || socket.writableEnded) return;
        if (typeof action === 'string') socket.write(action, 'latin1');
        else if ('ends' in action) {
          hasClosed = true;
          if (action.ends === 'close') socket.end();
          else socket.resetAndDestroy();
        } else if ('waitFor' in action) await action.waitFor;
        else await wait(action.waitMs);
      }
    };
    /** Says a reply, and returns the code that it first really said. */
    const say = (place: Place, reply: string): { code: number; actions: readonly Action[] } => {
      const actions = damage(place, `${reply}\r\n`, of);
      output = output.then(() => perform(actions));
      const said = writesOf(actions).join('');
      return { code: Number(/^(?:[2-5]\d\d-[^\n]*\n)*([2-5]\d\d)(?:[ \r\n][^\n]*)?\n/.exec(said)?.[1] ?? 0), actions };
    };
    const isTaken = ({ code }: { code: number }) => code === 0 || code < 400;

    const endContent = (content: string) => {
      const noticeClosed = async (before: Promise<void>) => {
        await before;
        // A server that has closed meanwhile takes nothing any more.
        if (hasClosed) seen.splice(seen.indexOf(message), 1);
      };
      output = noticeClosed(output);
      const { code, actions } = say('end', '250 2.0.0 Ok: queued as DAMAGED');
      const writes = writesOf(actions);
      const hasSurplus = writes.length === 1 && !/^(?:[2-5]\d\d-[^\n]*\n)*[2-5]\d\d(?:[ \r][^\n]*)?\n$/.test(writes[0]!);
      const message = { recipients: recipients ?? [], content, firstCode: code, hasSurplus };
      seen.push(message);
      recipients = undefined;
      output = output.then(() => perform(damage('idle', '', of)));
    };

    const handlers: Record<string, (line: string) => void> = {
      EHLO: () =>
        void say(
          'EHLO',
          ['mail.test', ...capabilities, 'AUTH PLAIN'].map((word, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${word}`).join('\r\n'),
        ),
      AUTH: () => void say('AUTH', '235 2.7.0 ok'),
      MAIL: (line) => {
        of = /FROM:<([^@>]*)/.exec(line)?.[1] ?? of;
        if (isTaken(say('MAIL', '250 2.1.0 Ok'))) recipients = [];
      },
      RCPT: (line) => {
        const address = /<(.*)>/.exec(line)?.[1] ?? '';
        if (!recipients) say('RCPT', '503 5.5.1 need MAIL');
        else {
          const isUnknown = address.startsWith('no.');
          const said = say('RCPT', isUnknown ? '550 5.1.1 unknown' : '250 2.1.5 Ok');
          if (isTaken(said) && !(isUnknown && said.code === 0)) recipients.push(address);
        }
      },
      DATA: () => {
        if (!recipients?.length) return void say('DATA', '554 5.5.1 no valid recipients');
        const { code } = say('DATA', '354 go ahead');
        inContent = code === 354 || code === 0;
        if (inContent) output = output.then(() => perform(damage('content', '', of)));
      },
      RSET: () => {
        recipients = undefined;
        say('RSET', '250 2.0.0 Ok');
      },
      QUIT: () => void (output = output.then(() => perform(['221 2.0.0 bye\r\n', close]))),
    };

    const work = () => {
      for (;;) {
        const end = inContent ? unread.indexOf('\r\n.\r\n') : unread.indexOf('\r\n');
        if (end < 0) return;
        const text = unread.slice(0, end);
        unread = unread.slice(end + (inContent ? 5 : 2));
        if (inContent) {
          inContent = false;
          endContent(text.replace(/^\.\./gm, '.'));
          continue;
        }
        commands.push(text);
        const handler = handlers[text.slice(0, 4).toUpperCase()];
        if (handler) handler(text);
        else say('RSET', '502 5.5.2 unknown');
      }
    };
    socket.on('data', (bytes) => {
      unread += bytes.toString('latin1');
      work();
    });
    socket.on('error', () => {});
    say('greeting', '220 mail.test ESMTP');
  };

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, String(connections++));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    commands,
    open: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
