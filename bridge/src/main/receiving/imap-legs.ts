import type { createAccounts } from '../../accounts/accounts.ts';
import type { Receiver } from '../../codes/judge-sender.ts';

/** What receiving asks of the accounts: their IMAP legs alone. */
export const createImapLegs = (accounts: Pick<ReturnType<typeof createAccounts>, 'access' | 'list'>) => {
  const access = (accountId: string) => accounts.access(accountId, 'imap');
  return {
    access,
    /** Whether there is a verified leg of an open vault; one whose token cannot be renewed right now is, too. */
    hasAccess: async (accountId: string): Promise<boolean> => {
      const allowed = await access(accountId);
      return allowed.ok || typeof allowed.failure !== 'string';
    },
    /** The server that receives an account's mail; null where there is none. */
    receiverOf: async (accountId: string): Promise<Receiver | null> => {
      const account = (await accounts.list()).accounts.find(({ id }) => id === accountId);
      return account?.imap ? { imapHost: account.imap.settings.host, address: account.address } : null;
    },
  };
};
