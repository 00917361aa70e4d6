import type { AddressInfo, Server } from 'node:net';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

/** Listens on 127.0.0.1, on the first of these ports that is free; 0 lets the system choose. */
export const listenOnFirst = async (server: Server, ports: readonly number[]): Promise<Outcome<{ port: number }, 'no-free-port'>> => {
  for (const port of ports) if (await tryPort(server, port)) return succeed({ port: (server.address() as AddressInfo).port });
  return fail('no-free-port');
};

const tryPort = (server: Server, port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.off('listening', onListening);
      // Windows reserves ranges of ports and says EACCES for them.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError).once('listening', onListening).listen({ port, host: '127.0.0.1', exclusive: true });
  });
