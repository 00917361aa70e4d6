import { once } from 'node:events';
import { connect } from 'node:tls';
import { password, user } from './mail-server.ts';
import { createRandom } from './seeded-random.ts';

/** So many messages go with one command (MULTIAPPEND, RFC 3502). */
const together = 250;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const dateTime = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
  return `"${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000"`;
};

/** Puts many small messages into INBOX of a server with MULTIAPPEND and LITERAL+, seeded: quicker than one by one. */
export const appendMany = async (port: number, count: number, seed: number): Promise<void> => {
  const random = createRandom(seed);
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  await once(socket, 'secureConnect');
  socket.write(`a LOGIN "${user}" "${password}"\r\n`);
  const commands = Math.ceil(count / together);
  for (let command = 0; command < commands; command++) {
    socket.write(`m${command} APPEND INBOX`);
    for (let i = command * together; i < Math.min(count, (command + 1) * together); i++) {
      const message = `From: "Person ${random.int(1, 99)}" <p@mail.test>\r\nTo: ${user}\r\nSubject: message ${i}\r\nMessage-ID: <${i}.${seed}@mail.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${'x'.repeat(random.int(10, 400))}\r\n`;
      socket.write(
        ` (${random.pick(['', '\\Seen', '\\Flagged \\Seen'])}) ${dateTime(1_600_000_000 + i * 60)} {${message.length}+}\r\n${message}`,
      );
    }
    socket.write('\r\n');
  }
  socket.write('z LOGOUT\r\n');
  await once(socket, 'close');
  const refused = /^(?:a|m\d+) (?:NO|BAD) .*$/m.exec(heard)?.[0];
  if (refused !== undefined || !/^z OK/m.test(heard)) throw new Error(refused ?? `cut off: ${heard.slice(-200)}`);
};
