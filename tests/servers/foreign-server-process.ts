import { createServer, type Socket } from 'node:net';

/*
 * A mail server that takes every password, run as another user: started as root, it becomes `nobody` before it listens (`squatter`), after
 * it listens and before it accepts (`daemon`, as Dovecot and Postfix do), or before it listens, and gives its port back before it greets
 * (`swapper`). Says its port, then everything it is sent, one JSON string a line; a line on its standard input lets a `swapper` greet.
 */
const [kind, leg, host, port] = process.argv.slice(2) as ['squatter' | 'daemon' | 'swapper', 'smtp' | 'imap', string, string];
const nobody = 65_534;
const becomeNobody = () => {
  process.setgid?.(nobody);
  process.setuid?.(nobody);
};
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

const answerSmtp = (line: string): string => {
  if (/^EHLO/i.test(line)) return '250-here\r\n250 AUTH PLAIN LOGIN\r\n';
  if (/^AUTH/i.test(line)) return '235 ok\r\n';
  return '250 ok\r\n';
};
const answerImap = (line: string): string => `${line.split(' ')[0]} OK done\r\n`;
const greeting = leg === 'smtp' ? '220 here ESMTP\r\n' : '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] here\r\n';

const greet = (socket: Socket) => {
  socket.write(greeting);
  socket.on('data', (bytes) => {
    say(bytes.toString('latin1'));
    for (const line of bytes.toString('latin1').split('\r\n').filter(Boolean))
      socket.write(leg === 'smtp' ? answerSmtp(line) : answerImap(line));
  });
};
const server = createServer((socket) => {
  socket.on('error', () => socket.destroy());
  if (kind !== 'swapper') return greet(socket);
  process.stdin.once('data', () => greet(socket));
  server.close();
  say('closed');
});
if (kind !== 'daemon') becomeNobody();
server.listen({ port: Number(port), host }, () => {
  if (kind === 'daemon') becomeNobody();
  say((server.address() as { port: number }).port);
});
