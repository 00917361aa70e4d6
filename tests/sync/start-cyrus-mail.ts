import type { ImapFlow } from 'imapflow';
import { createCa } from '../servers/create-ca.ts';
import { startCyrus } from '../servers/start-cyrus.ts';
import { appendMany } from './append-many.ts';
import { password, reachMail, user, type MailServer } from './mail-server.ts';
import { readByImap } from './read-server.ts';

/**
 * A Cyrus with one user, and ways to it: its STATUS says of the identity of mailboxes what lies in its memory, and mailboxes of one second
 * share a UIDVALIDITY.
 */
export const startCyrusMail = async (): Promise<MailServer> => {
  const ca = await createCa();
  const cyrus = await startCyrus({ certificate: await ca.issue(), users: { [user]: password } });
  const door = { port: cyrus.ports.imaps, caPem: ca.pem };
  const ways = reachMail(door);
  let reader: ImapFlow | undefined;
  let agent: ImapFlow | undefined;
  // A mailbox is made at the first sign-in.
  agent = await ways.connectOther();
  return {
    ...door,
    ...ways,
    fill: (count, seed) => appendMany(door.port, count, seed),
    async deliver(path, name, message) {
      if (!agent?.usable) agent = await ways.connectOther();
      await agent.append(path, Buffer.from(message.replaceAll('\n', '\r\n')), [], new Date(Number.parseInt(name, 10) * 1000));
    },
    async read() {
      if (!reader?.usable) reader = await ways.connectOther();
      return readByImap(reader);
    },
    restart: () => cyrus.restart(),
    async [Symbol.asyncDispose]() {
      reader?.close();
      agent?.close();
      await cyrus[Symbol.asyncDispose]();
    },
  };
};
