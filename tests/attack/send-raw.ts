import { connect, type Socket } from 'node:net';

/** Opens a connection; resolves once it stands. */
export const connectTo = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', reject);
  });

/** Everything that comes back until the other side closes, or a reset cuts it short. */
export const readToEnd = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.once('close', () => resolve(text));
  });

/** Sends exactly these bytes on a connection of their own and reads what comes back, until the other side closes. */
export const sendRaw = async (port: number, bytes: string | Uint8Array): Promise<string> => {
  const socket = await connectTo(port);
  const answer = readToEnd(socket);
  // Whatever is let through may keep the connection open: then that is what there is.
  socket.setTimeout(5_000, () => socket.destroy());
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return answer;
};

/** The one refusal, byte for byte but for its date. */
export const isRefusal = (answer: string): boolean =>
  answer.startsWith('HTTP/1.1 403 Forbidden\r\n') && answer.endsWith('\r\n\r\n{"refused":true}') && !/access-control/i.test(answer);
