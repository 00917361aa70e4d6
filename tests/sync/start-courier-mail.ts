import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ImapFlow } from 'imapflow';
import { encodeMailboxName } from '../../bridge/src/sync/mailbox-name.ts';
import { createCa } from '../servers/create-ca.ts';
import { startCourier } from '../servers/start-courier.ts';
import { password, reachMail, user, type MailServer } from './mail-server.ts';
import { readByImap } from './read-server.ts';

/** A Courier with one user, and ways to it: nothing tells what changed, and every mailbox lies below INBOX. */
export const startCourierMail = async (): Promise<MailServer> => {
  const ca = await createCa();
  const courier = await startCourier({
    certificate: await ca.issue({ names: ['localhost', '127.0.0.1'] }),
    users: { [user]: password },
  });
  const door = { port: courier.ports.imaps, caPem: ca.pem };
  const ways = reachMail(door);
  const maildir = courier.maildir(user);
  let reader: ImapFlow | undefined;
  const read = async () => {
    if (!reader?.usable) reader = await ways.connectOther();
    return readByImap(reader);
  };
  return {
    ...door,
    ...ways,
    maildir,
    read,
    async setUidValidity(mailbox, uidValidity) {
      // Courier writes the file when it first sees a message there: `version UIDVALIDITY UIDNEXT`, then a line for each.
      await read();
      const file = path.join(maildir, encodeMailboxName(mailbox.slice('INBOX'.length)), 'courierimapuiddb');
      if (existsSync(file)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^(\d+) \d+/, `$1 ${uidValidity}`));
    },
    async [Symbol.asyncDispose]() {
      reader?.close();
      await courier[Symbol.asyncDispose]();
    },
  };
};
