import type { Account } from '@kurrier/shared/account/account';

const serversOf = ({ smtp, imap }: Account): string => JSON.stringify([smtp?.settings, imap?.settings]);

/** A leg that was tested may have another password, which is not shown: connections that the former one opened are not used again. */
const hasVerdict = (before: Account, now: Account): boolean =>
  before.smtp?.status.state === 'checking' && now.smtp?.status.state !== 'checking';

/** Whether connections that were opened for the account as it was are of no use any more. */
export const hasOtherConnections = (before: Account, now: Account): boolean =>
  serversOf(before) !== serversOf(now) || hasVerdict(before, now);
