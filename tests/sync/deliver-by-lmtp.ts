import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** Delivers a message as a mail server would (LMTP, RFC 2033); resolves when it is in the mailbox. */
export const deliverByLmtp = async (port: number, recipient: string, message: string): Promise<void> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const expectReply = async (code: string): Promise<void> => {
    for (;;) {
      const { value } = (await lines.next()) as { value?: string };
      if (!value?.startsWith(code)) throw new Error(`expected ${code}, got ${value}`);
      if (value[3] !== '-') return;
    }
  };
  const say = (line: string, code: string): Promise<void> => {
    socket.write(`${line}\r\n`);
    return expectReply(code);
  };
  await expectReply('220');
  await say('LHLO test', '250');
  await say('MAIL FROM:<sender@mail.test>', '250');
  await say(`RCPT TO:<${recipient}>`, '250');
  await say('DATA', '354');
  await say(`${message.replaceAll('\n', '\r\n')}\r\n.`, '250');
  socket.end('QUIT\r\n');
};
