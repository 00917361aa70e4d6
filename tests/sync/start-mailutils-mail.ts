import { appendFileSync } from 'node:fs';
import type { ImapFlow } from 'imapflow';
import { createCa } from '../servers/create-ca.ts';
import { startMailutils } from '../servers/start-mailutils.ts';
import { password, reachMail, user, type MailServer } from './mail-server.ts';
import { readByImap } from './read-server.ts';
import { createRandom } from './seeded-random.ts';

/** An mbox of small messages, seeded. */
const writeMbox = (count: number, seed: number): string => {
  const random = createRandom(seed);
  const message = (i: number) =>
    `From p@mail.test Sun Sep 13 12:26:40 2020\nFrom: "Person ${random.int(1, 99)}" <p@mail.test>\nTo: ${user}\nSubject: message ${i}\nMessage-ID: <${i}.${seed}@mail.test>\n\n${'x'.repeat(random.int(10, 400))}\n\n`;
  return Array.from({ length: count }, (_, i) => message(i)).join('');
};

/** A GNU mailutils with one user, and ways to it. */
export const startMailutilsMail = async (): Promise<MailServer> => {
  const ca = await createCa();
  const mailutils = await startMailutils({ certificate: await ca.issue(), user, password });
  const door = { port: mailutils.port, caPem: ca.pem };
  const ways = reachMail(door);
  let reader: ImapFlow | undefined;
  let agent: ImapFlow | undefined;
  return {
    ...door,
    ...ways,
    exceptions: ['sizes', 'keywords', 'same-second'],
    async fill(count, seed) {
      appendFileSync(mailutils.inbox, writeMbox(count, seed));
      // UIDVALIDITY is the second of the first look, and written down as that one closes the mailbox: another one meanwhile gets its own.
      const first = await ways.connectOther();
      await first.mailboxOpen('INBOX');
      await first.mailboxClose();
      await first.logout();
    },
    async deliver(path, name, message) {
      if (!agent?.usable) agent = await ways.connectOther();
      await agent.append(path, Buffer.from(message.replaceAll('\n', '\r\n')), [], new Date(Number.parseInt(name, 10) * 1000));
    },
    async read() {
      if (!reader?.usable) reader = await ways.connectOther();
      return readByImap(reader);
    },
    restart: () => mailutils.restart(),
    async [Symbol.asyncDispose]() {
      reader?.close();
      agent?.close();
      await mailutils[Symbol.asyncDispose]();
    },
  };
};
