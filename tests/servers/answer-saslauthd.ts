import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** `\0\2OK` as saslauthd answers: a length of two bytes, and the word. */
const say = (word: 'OK' | 'NO'): Buffer => Buffer.from([0, 2, ...Buffer.from(word)]);

/** The four fields of a question, each with its length before it: login, password, service, realm; null while some are missing. */
const readFields = (bytes: Buffer): string[] | null => {
  const fields: string[] = [];
  for (let at = 0; fields.length < 4;) {
    if (bytes.length < at + 2) return null;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (bytes.length < end) return null;
    fields.push(bytes.toString('utf8', at + 2, end));
    at = end;
  }
  return fields;
};

/** Answers what mail servers ask saslauthd, on a Unix socket: whether a user's password is right. */
export const answerSaslauthd = async (file: string, users: Record<string, string>): Promise<AsyncDisposable> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let bytes = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const fields = readFields(bytes);
      if (!fields) return;
      const [login, password, , realm] = fields as [string, string, string, string];
      const isRight = [login, `${login}@${realm}`].some((name) => users[name] === password);
      socket.end(say(isRight ? 'OK' : 'NO'));
    });
  }).listen(file);
  await once(server, 'listening');
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
