import { badgeOf, showBadge } from '../platform/show-badge.ts';
import type { AccountsState } from '../model/accounts/accounts-model.ts';

/** Puts the state of all accounts on the toolbar button; what is not known yet leaves it as it is. */
export const keepBadge = (state: AccountsState): void => {
  if (state.phase === 'loading') return;
  const badge = badgeOf(state.phase === 'unreachable' ? state.problem : (state.problem ?? state.accounts));
  // Fails only while the browser is shutting down.
  showBadge(badge).catch(() => undefined);
};
