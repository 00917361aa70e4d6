import type { ComponentChildren } from 'preact';
import type { Account } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';

/** What a person can do with an account from its card. */
export interface AccountActions {
  verify: (id: string) => void;
  cancel: (id: string) => void;
  edit: (id: string) => void;
  remove: (id: string, discardQueued?: boolean) => void;
  /** `spki` names the certificate that was shown; a certificate for other names needs the host name typed. */
  trustCertificate: (id: string, leg: Leg, spki: string, confirmHost?: string) => void;
  /** Stores a password for these legs, and another user name with it where one is given, and tests them. */
  enterPassword: (id: string, legs: readonly Leg[], entered: { password: string; username?: string }) => void;
  /** Signs in at the account's provider, again or for the first time. */
  signIn: (account: Account, issuer: string) => void;
  applyProposal: (id: string, leg: Leg, proposalId: string, password?: string) => void;
}

/** What a page shows below an account besides its legs. */
export type BelowAccount = (account: Account) => ComponentChildren;
