import type { Account } from '@kurrier/shared/account/account';
import { eventsSince } from '@kurrier/shared/api/events';
import type { Call } from '@kurrier/shared/bridge/call';

/** Follows the events from a ticket on until no leg is being checked any more; resolves to every snapshot of the account. */
export const followAccount = async (call: Call, { account, cursor }: { account: Account; cursor: number }): Promise<Account[]> => {
  const seen = [account];
  const isChecking = () => [seen.at(-1)!.smtp, seen.at(-1)!.imap].some((leg) => leg?.status.state === 'checking');
  for (let from = cursor; isChecking();) {
    const answer = await call(eventsSince, { cursor: from, waitMs: 20_000 });
    if (!answer.ok) throw new Error(answer.failure.kind);
    from = answer.value.cursor;
    for (const event of answer.value.events)
      if (event.type === 'account.changed' && event.account.id === account.id) seen.push(event.account);
  }
  return seen;
};
