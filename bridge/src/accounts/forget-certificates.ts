import { legsOf, type AccountRecord } from './account-record.ts';
import type { AccountsContext } from './accounts-context.ts';

/**
 * Ends the trust in certificates of servers that an account no longer uses, and no other account does: what was trusted for a mailbox goes
 * with it. Called after the account was changed or removed.
 */
export const forgetUnusedCertificates = async (
  former: AccountRecord,
  { records, certificates }: Pick<AccountsContext, 'records' | 'certificates'>,
): Promise<void> => {
  const serverOf = ({ host, port }: { host: string; port: number }) => `${host.toLowerCase()}:${port}`;
  const used = new Set((await records.list()).flatMap(legsOf).map(([, { settings }]) => serverOf(settings)));
  for (const [, { settings }] of legsOf(former))
    if (!used.has(serverOf(settings)) && certificates.find(settings.host, settings.port))
      await certificates.forget(settings.host, settings.port);
};
