import { stateOf } from '@kurrier/shared/account/account-state';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { AccountsState } from '../accounts/accounts-model.ts';
import type { PairState } from '../settings/pair-model.ts';

/** The three steps from nothing to a mailbox that works, and which of them are behind us. */
export const welcomeSteps = ['program', 'connect', 'mailbox'] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

export interface WelcomeProgress {
  /** The one to be taken now; null once all are behind us, or before anything is known. */
  next: WelcomeStep | null;
  done: ReadonlySet<WelcomeStep>;
  /** Why the bridge cannot be used now. A browser that is not paired yet has no problem: pairing is the next step. */
  problem: BridgeProblem | null;
  /** Whether a mailbox works already, as opposed to one that was added, or worked when the bridge last answered. */
  isVerified: boolean;
}

/** Reads the steps off what is known of the bridge and its accounts: nobody has to say that a step is done. */
export const readProgress = (accounts: AccountsState, pair: PairState | null): WelcomeProgress => {
  const nothing = { next: null, done: new Set<WelcomeStep>(), problem: null, isVerified: false };
  if (accounts.phase === 'loading') return nothing;
  if (accounts.phase === 'listed') {
    const hasMailbox = accounts.accounts.length > 0;
    return {
      next: hasMailbox ? null : 'mailbox',
      done: new Set(hasMailbox ? welcomeSteps : (['program', 'connect'] as const)),
      problem: accounts.problem,
      isVerified: accounts.problem === null && accounts.accounts.some((account) => stateOf(account) === 'verified'),
    };
  }
  // A browser without a pairing is told so before anybody has looked for a bridge; the pairing looks for one.
  if (pair?.phase === 'looking' || (pair === null && accounts.problem === 'not-paired')) return nothing;
  const problem = pair === null ? accounts.problem : pair.phase === 'unreachable' ? pair.problem : null;
  // Whatever answers and does not know this browser is a program that runs.
  const isThere = problem === null || !mayBeMissing.has(problem);
  return isThere ? { ...nothing, next: 'connect', done: new Set(['program']), problem } : { ...nothing, next: 'program', problem };
};

/** Where a program that is not installed looks the same. */
const mayBeMissing = new Set<BridgeProblem>(['not-running', 'no-permission', 'other-program']);
