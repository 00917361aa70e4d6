import { ImapFlow } from 'imapflow';
import type { MailServers } from './start-mail-servers.ts';

export interface ReadMessage {
  uid: number;
  flags: string[];
  source: Buffer;
}

const signIn = async (servers: MailServers, name: string): Promise<ImapFlow> => {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: servers.dovecot.ports.imaps,
    secure: true,
    auth: { user: `${name}@mail.test`, pass: `pw-${name}` },
    tls: { ca: servers.caPem },
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
};

/** Puts a message into a mailbox. */
export const appendTo = async (servers: MailServers, name: string, mailbox: string, source: string): Promise<void> => {
  const client = await signIn(servers, name);
  await client.append(mailbox, source);
  await client.logout();
};

/** Everything in a mailbox, read by another library than the one under test. */
export const readMailbox = async (servers: MailServers, name: string, mailbox = 'INBOX'): Promise<ReadMessage[]> => {
  const client = await signIn(servers, name);
  try {
    await client.mailboxOpen(mailbox, { readOnly: true });
    const messages: ReadMessage[] = [];
    for await (const { uid, flags, source } of client.fetch('1:*', { uid: true, flags: true, source: true }))
      messages.push({ uid, flags: [...(flags ?? [])], source: source! });
    return messages;
  } finally {
    await client.logout();
  }
};

/** Waits until so many messages are there: delivery goes on after the server has taken them. */
export const waitForMessages = async (servers: MailServers, name: string, count: number, mailbox = 'INBOX'): Promise<ReadMessage[]> => {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const messages = await readMailbox(servers, name, mailbox);
    if (messages.length >= count) return messages;
    if (Date.now() > deadline)
      throw new Error(`${messages.length} of ${count} messages in ${mailbox} of ${name}\n${servers.postfix.log().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
