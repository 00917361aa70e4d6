import { demoMessages } from '@kurrier/shared/words/program/demo';
import { demoDomain, type DemoAccount } from './demo-accounts.ts';
import { append, createMailboxes, type DemoMailbox } from './demo-mailbox.ts';
import { createImapSession } from './imap-session.ts';
import { startLineServer, type LineServer } from './line-server.ts';
import { createSelfSigned, type SelfSigned } from './self-signed.ts';
import { createSmtpSession } from './smtp-session.ts';

export interface DemoServers extends AsyncDisposable {
  portsOf: (account: DemoAccount) => { smtp: number; imap: number };
  /** The keys of the servers, for this computer alone and for as long as they run. */
  trustedKeys: readonly { host: string; port: number; spki: string }[];
}

/** Where all of them listen. */
export const demoHost = '127.0.0.1';
/** Nobody listens there: tcpmux (RFC 1078) has been out of use for decades. */
const nobodysPort = 1;
const hourMs = 60 * 60_000;

/** Starts the servers; their mailboxes are in memory and last as long. */
export const startDemoServers = async (sleep: (ms: number) => Promise<void>, now = Date.now()): Promise<DemoServers> => {
  const mailboxes = new Map<string, DemoMailbox[]>();
  const mailboxesOf = ({ name }: Pick<DemoAccount, 'name'>): DemoMailbox[] => {
    const made = mailboxes.get(name) ?? fill(createMailboxes(Math.floor(now / 1000)), `${name}@${demoDomain}`, now);
    mailboxes.set(name, made);
    return made;
  };
  const deliver = (recipient: string, message: Buffer): void => {
    const [name = '', domain] = recipient.split('@');
    if (domain === demoDomain) append(mailboxesOf({ name })[0]!, message);
  };
  const own = createSelfSigned(demoHost);
  const other = createSelfSigned(`mail.elsewhere.${demoDomain}`);
  const resources = new AsyncDisposableStack();
  const trustedKeys: { host: string; port: number; spki: string }[] = [];
  const start = async (identity: SelfSigned): Promise<{ smtp: number; imap: number }> => {
    const serve = async (server: Promise<LineServer>): Promise<number> => {
      const { port } = resources.use(await server);
      trustedKeys.push({ host: demoHost, port, spki: identity.spki });
      return port;
    };
    return {
      smtp: await serve(startLineServer(identity, (socket) => createSmtpSession({ socket, deliver, sleep }))),
      imap: await serve(startLineServer(identity, (socket) => createImapSession({ socket, mailboxesOf, sleep }))),
    };
  };
  try {
    const ports = { own: await start(own), 'other-name': await start(other), nobody: { smtp: nobodysPort, imap: nobodysPort } };
    return {
      portsOf: ({ place = 'own' }) => ports[place],
      trustedKeys,
      [Symbol.asyncDispose]: () => resources.disposeAsync(),
    };
  } catch (error) {
    await resources.disposeAsync();
    throw error;
  }
};

const fill = (mailboxes: DemoMailbox[], address: string, now: number): DemoMailbox[] => {
  demoMessages.forEach(({ from, subject, text, isSeen }, at) => {
    const date = new Date(now - (demoMessages.length - at) * 5 * hourMs);
    const lines = [
      `From: ${from}`,
      `To: <${address}>`,
      `Subject: ${subject}`,
      `Date: ${date.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <${at}.${now}@${demoDomain}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
      '',
    ];
    append(mailboxes[0]!, Buffer.from(lines.join('\r\n')), { date, flags: isSeen ? [String.raw`\Seen`] : [] });
  });
  return mailboxes;
};
