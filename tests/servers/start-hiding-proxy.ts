import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect } from 'node:tls';

/** A way to an IMAP server under TLS, without TLS on the near side, that hides what the server can do and hears what it is asked. */
export interface HidingProxy extends AsyncDisposable {
  port: number;
  /** What clients said since it was last asked, line by line, without tags. */
  takeSaid(): string[];
}

/** Where a server says what it can do: in its greeting, after the sign-in, or when it is asked (RFC 9051 §7.2.2). */
const told = /(?<=^\* |\[)CAPABILITY [^\]\r\n]*/g;
/** What a mailbox is for (RFC 6154), as LIST tells it. */
const specialUses = /(?<=^\* (?:LIST|LSUB) \([^)]*?) ?\\(?:All|Archive|Drafts|Flagged|Junk|Sent|Trash|Important)(?=[ )])/g;

/** Hides these capabilities, and with SPECIAL-USE what LIST says of it. */
export const startHidingProxy = async (target: { port: number }, hidden: readonly string[]): Promise<HidingProxy> => {
  const sockets = new Set<Socket>();
  const said: string[] = [];
  const hide = (line: string): string => {
    const shown = line.replace(told, (words) =>
      words
        .split(' ')
        .filter((word) => !hidden.includes(word.toUpperCase()))
        .join(' '),
    );
    return hidden.includes('SPECIAL-USE') ? shown.replace(specialUses, '') : shown;
  };
  const server = createServer((client) => {
    const upstream = connect({ host: '127.0.0.1', port: target.port, rejectUnauthorized: false });
    const heard = createLines((line) => said.push(line.trimEnd().replace(/^\S+ /, '')));
    client.on('data', (chunk: Buffer) => {
      heard(chunk);
      upstream.write(chunk);
    });
    upstream.on(
      'data',
      createLines((line) => client.writable && client.write(Buffer.from(hide(line), 'latin1'))),
    );
    for (const [socket, other] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroySoon();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    takeSaid: () => said.splice(0),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Gives whole lines, with their ends, a character for each byte. */
const createLines = (take: (line: string) => unknown): ((chunk: Buffer) => void) => {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk.toString('latin1')).split(/(?<=\n)/);
    rest = lines.at(-1)?.endsWith('\n') ? '' : (lines.pop() ?? '');
    for (const line of lines) take(line);
  };
};
