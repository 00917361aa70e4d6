import { createTrust } from '../../bridge/src/net/trust.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';

const people = ['ann', 'bob', 'cid', 'dan'];

/** A real Postfix that delivers to a real Dovecot; ann, bob, cid and dan have mailboxes there. */
export const startMailServers = async (overrides: { postfix?: string } = {}) => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.test', 'localhost', '127.0.0.1'] });
  const dovecot = await startDovecot({ certificate, users: Object.fromEntries(people.map((name) => [`${name}@mail.test`, `pw-${name}`])) });
  const postfix = await startPostfix({ certificate, dovecot, extra: overrides.postfix ?? '' });
  const imap = (name: string) => ({
    host: '127.0.0.1',
    port: dovecot.ports.imaps,
    username: `${name}@mail.test`,
    secure: true,
    allowUnencrypted: false,
  });
  return {
    dovecot,
    postfix,
    caPem: ca.pem,
    imap,
    /** What a harness needs to be this person. */
    harnessFor: (name: string) => ({
      host: '127.0.0.1',
      port: postfix.ports.submission,
      secure: true,
      username: `${name}@mail.test`,
      address: `${name}@mail.test`,
      password: `pw-${name}`,
      protocol: { trust: createTrust({ ca: [ca.pem] }) },
      imap: imap(name),
    }),
    async [Symbol.asyncDispose]() {
      await postfix[Symbol.asyncDispose]();
      await dovecot[Symbol.asyncDispose]();
    },
  };
};
export type MailServers = Awaited<ReturnType<typeof startMailServers>>;
