import type { Report } from '../../async/report.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';
import type { Sharing } from './share-accounts.ts';

/** A server that gives back something else than it was given is not written to over and over. */
const pauseMs = 10 * 60_000;

/**
 * Begins the mail of an account anew in which something cannot be read: what lies there is removed, and fetched again. The bridge that has
 * the account does so, at most once in ten minutes.
 */
export const createRebuildMail = (
  { database, leases }: Pick<SharedPlace, 'database' | 'leases'>,
  sharing: Pick<Sharing, 'between'>,
  report: Report,
) => {
  const begunAt = new Map<string, number>();
  return (namespace: string): void => {
    const [kind, accountId] = namespace.split(':');
    if (kind !== 'mail' || accountId === undefined) return;
    if (performance.now() - (begunAt.get(accountId) ?? -Infinity) < pauseMs) return;
    begunAt.set(accountId, performance.now());
    let isOurs = false;
    const begin = async (): Promise<void> => {
      isOurs = true;
      report(`${database.address}: ${namespace} is damaged; the mail of its account is fetched anew`);
      const isOf = (name: string): boolean => name === `mail:${accountId}` || name.startsWith(`mail:${accountId}:`);
      for (const name of (await database.namespaces()).filter(isOf))
        await leases.write(accountLease(accountId), (lease) => database.clear(name, lease));
    };
    // Where it is another bridge's, that one does so; it may be this one's in a moment.
    void sharing.between(accountId, begin).finally(() => isOurs || begunAt.delete(accountId));
  };
};
