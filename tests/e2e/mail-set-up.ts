import { createCa, type TestCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';

/** The host names of the documented rows. */
const documentedHosts = ['smtp.gmail.com', 'imap.gmail.com', 'smtp.office365.com', 'outlook.office365.com', 'mail.yourdomain.com'];

export interface MailSetUp extends AsyncDisposable {
  ca: TestCa;
  dovecot: Dovecot;
  postfix: Postfix;
  /** Sends the documented hosts and ports to the two servers. */
  connectTo: string[];
}

export const password = 'canary horse battery ';

/** Real Dovecot and Postfix that answer under the documented names and the given ones, with certificates of a test authority. */
export const startMail = async ({
  hosts: more = [],
  users: moreUsers = [],
}: { hosts?: string[]; users?: string[] } = {}): Promise<MailSetUp> => {
  const hosts = [...documentedHosts, ...more];
  const ca = await createCa();
  const certificate = await ca.issue({ names: [...hosts, '127.0.0.1'] });
  const users = Object.fromEntries(
    ['ada@gmail.com', 'ada@outlook.com', 'ada@yourdomain.com', ...moreUsers].map((user) => [user, password]),
  );
  const dovecot = await startDovecot({ certificate, users });
  const postfix = await startPostfix({ certificate, dovecot });
  const redirect = (host: string, port: number, to: number) => `${host}:${port}:127.0.0.1:${to}`;
  return {
    ca,
    dovecot,
    postfix,
    connectTo: hosts.flatMap((host) => [
      redirect(host, 465, postfix.ports.submissions),
      redirect(host, 587, postfix.ports.submission),
      redirect(host, 993, dovecot.ports.imaps),
      redirect(host, 143, dovecot.ports.imap),
    ]),
    [Symbol.asyncDispose]: async () => {
      await postfix[Symbol.asyncDispose]();
      await dovecot[Symbol.asyncDispose]();
    },
  };
};
