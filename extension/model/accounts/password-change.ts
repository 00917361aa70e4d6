import type { Account, Proposal } from '@kurrier/shared/account/account';
import type { AccountChangeInput } from '@kurrier/shared/account/account-draft';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';

/** The account with a password for these legs, and with another user name where one is given; everything else stays as it is stored. */
export const withPassword = (
  account: Account,
  legs: readonly Leg[],
  { password, username }: { password: string; username?: string | undefined },
): AccountChangeInput => {
  const entered = (leg: Leg) => (legs.includes(leg) ? { password, ...(username !== undefined && { username }) } : {});
  const { label, address, smtp, imap } = account;
  return {
    label,
    address,
    ...(smtp && { smtp: { ...smtp.settings, ...entered('smtp') } }),
    ...(imap && { imap: { ...imap.settings, ...entered('imap') } }),
  };
};

/** A proposal that changes nothing but the user name: an idea, where the password may be what is wrong. */
export const isUsernameIdea = ({ changes }: Proposal, settings: ServerSettings): boolean =>
  changes.username !== undefined && changes.username !== settings.username && changes.host === undefined;
