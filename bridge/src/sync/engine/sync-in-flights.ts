import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { compareQuietMailboxes } from './compare-quiet-mailboxes.ts';
import { fetchNewMailboxes } from './fetch-new-mailboxes.ts';
import type { FlightOptions } from './many-in-flight.ts';
import { sinceOf, type PendingMailbox } from './survey-account.ts';

/**
 * Syncs the mailboxes that are done with what is asked of many in one flight. Resolves with those that are left, to be opened one by one, or
 * with why the connection is no good any more.
 */
export const syncInFlights = async (
  pending: readonly PendingMailbox[],
  { thorough, ...options }: FlightOptions & { thorough: boolean },
): Promise<Outcome<readonly PendingMailbox[], Failure>> => {
  const different = thorough ? await compareQuietMailboxes(pending, options) : succeed(pending);
  return different.ok ? fetchNewMailboxes(different.value, { ...options, since: sinceOf(options.account, Date.now()) }) : different;
};
