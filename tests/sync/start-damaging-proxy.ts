import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

/** Changes the n-th untagged response of a connection (from 0), literals and all; returns what arrives instead. */
type Spoil = (response: string, index: number) => string;

export interface DamagingProxy extends AsyncDisposable {
  port: number;
  /**
   * From the next connection on; one on which nothing happens any more after a change is ended where `endsSilent` says so, as servers do in
   * the end.
   */
  use(spoil: Spoil, options?: { endsSilent: boolean }): void;
}

const silentMs = 500;

/** The end of the first response, literals included; -1 where more has to come. */
const endOfResponse = (text: string): number => {
  for (let from = 0; ;) {
    const end = text.indexOf('\r\n', from) + 2;
    if (end < 2) return -1;
    const literal = text[0] === '*' ? /\{(\d+)\+?\}$/.exec(text.slice(from, end - 2)) : null;
    if (!literal) return end;
    from = end + Number(literal[1]);
    if (from > text.length) return -1;
  }
};

/** A way to an IMAP server under TLS, without TLS on the near side, on which what the server says is changed. */
export const startDamagingProxy = async (target: { port: number }): Promise<DamagingProxy> => {
  const sockets = new Set<Socket | TLSSocket>();
  let spoil: Spoil = (response) => response;
  let endsSilent = false;
  const server = createServer((client) => {
    const [change, isEnded] = [spoil, endsSilent];
    let isChanged = false;
    let silence: NodeJS.Timeout | undefined;
    const hear = (): void => {
      clearTimeout(silence);
      if (isEnded && isChanged) silence = setTimeout(() => client.destroy(), silentMs);
    };
    const upstream = connect({ host: '127.0.0.1', port: target.port, rejectUnauthorized: false });
    let unread = '';
    let index = 0;
    client.on('data', (chunk: Buffer) => {
      hear();
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => {
      unread += chunk.toString('latin1');
      let out = '';
      for (let end = endOfResponse(unread); end > 0; end = endOfResponse(unread)) {
        const response = unread.slice(0, end);
        unread = unread.slice(end);
        const changed = response[0] === '*' ? change(response, index++) : response;
        isChanged ||= changed !== response;
        out += changed;
      }
      hear();
      if (out !== '' && client.writable) client.write(Buffer.from(out, 'latin1'));
    });
    for (const [socket, other] of [[client, upstream] as const, [upstream, client] as const]) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        clearTimeout(silence);
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    use(next, options) {
      spoil = next;
      endsSilent = options?.endsSilent ?? false;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
