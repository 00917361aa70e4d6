import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImapFlow } from 'imapflow';
import { createCa } from '../servers/create-ca.ts';
import { startCourier } from '../servers/start-courier.ts';
import { password, reachMail, reachMaildirs, user, type MaildirServer } from './mail-server.ts';
import { readByImap } from './read-server.ts';

/** A Courier with one user, and ways to it: nothing tells what changed, and every mailbox lies below INBOX. */
export const startCourierMail = async (): Promise<MaildirServer> => {
  const ca = await createCa();
  const courier = await startCourier({
    certificate: await ca.issue(),
    users: { [user]: password },
  });
  const door = { port: courier.ports.imaps, caPem: ca.pem };
  const ways = reachMail(door);
  // Mailboxes lie beside each other, named in UTF-8 where the client that made them wrote so.
  const maildirOf = (mailbox: string): string => path.join(courier.maildir(user), mailbox.slice('INBOX'.length));
  let reader: ImapFlow | undefined;
  const read = async () => {
    if (!reader?.usable) reader = await ways.connectOther();
    return readByImap(reader);
  };
  return {
    ...door,
    ...ways,
    ...reachMaildirs(maildirOf),
    read,
    async setUidValidity(mailbox, uidValidity) {
      // It is there when the mailbox was opened for writing once: `version UIDVALIDITY UIDNEXT`, then a line for each message.
      await read();
      const file = path.join(maildirOf(mailbox), 'courierimapuiddb');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^(\d+) \d+/, `$1 ${uidValidity}`));
    },
    restart: () => courier.restart(),
    async [Symbol.asyncDispose]() {
      reader?.close();
      await courier[Symbol.asyncDispose]();
    },
  };
};
