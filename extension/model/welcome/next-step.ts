import { stateOf } from '@kurrier/shared/account/account-state';
import type { AccountsState } from '../accounts/accounts-model.ts';

/** The three steps from nothing to a mailbox that works, and which of them are behind us. */
export const welcomeSteps = ['program', 'connect', 'mailbox'] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

export interface WelcomeProgress {
  /** The one to be taken now; null once all are behind us, or before anything is known. */
  next: WelcomeStep | null;
  done: ReadonlySet<WelcomeStep>;
  /** Whether a mailbox works already, as opposed to one that was added. */
  isVerified: boolean;
}

/** Reads the steps off what is known of the bridge and its accounts: nobody has to say that a step is done. */
export const readProgress = (state: AccountsState): WelcomeProgress => {
  const none = { done: new Set<WelcomeStep>(), isVerified: false };
  if (state.phase === 'loading') return { next: null, ...none };
  if (state.phase === 'unreachable') {
    // Whatever answers and does not know this browser is a program that runs.
    const isThere = state.problem !== 'not-running' && state.problem !== 'no-permission' && state.problem !== 'other-program';
    return isThere ? { ...none, next: 'connect', done: new Set(['program']) } : { ...none, next: 'program' };
  }
  const hasMailbox = state.accounts.length > 0;
  return {
    next: hasMailbox ? null : 'mailbox',
    done: new Set(hasMailbox ? welcomeSteps : (['program', 'connect'] as const)),
    isVerified: state.accounts.some((account) => stateOf(account) === 'verified'),
  };
};
