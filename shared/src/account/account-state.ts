import type { Account } from './account.ts';

export type AccountState = 'checking' | 'failed' | 'not-tested' | 'verified';

/** The account's state, derived from its legs: verified only when every configured leg is. */
export const stateOf = (account: Account): AccountState => {
  const states = [account.smtp, account.imap].flatMap((leg) => (leg ? [leg.status.state] : []));
  for (const state of ['checking', 'failed', 'not-tested'] as const) if (states.includes(state)) return state;
  return 'verified';
};
