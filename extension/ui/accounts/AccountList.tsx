import type { ComponentChildren } from 'preact';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import type { AccountsState, Notice } from '../../model/accounts/accounts-model.ts';
import type { AccountActions, BelowAccount } from './account-actions.ts';
import { AccountCard } from './AccountCard.tsx';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';

/** All accounts, or why there are none to show. */
export const AccountList = ({
  state,
  notice,
  now,
  actions,
  belowAccount,
  bridge,
  signIns,
  addText = accountWords.add,
  onAdd,
}: {
  state: AccountsState;
  notice: Notice | null;
  now: number;
  actions: AccountActions;
  belowAccount?: BelowAccount;
  bridge: BridgeActions;
  /** Sign-ins at providers that are under way. */
  signIns?: ComponentChildren;
  /** What adding an account is called around here. */
  addText?: string;
  onAdd: () => void;
}) => {
  if (state.phase === 'loading') {
    return (
      <p class="loading" role="status">
        {accountWords.loading}
      </p>
    );
  }
  if (state.phase === 'unreachable') return <BridgeProblemView problem={state.problem} actions={bridge} />;
  return (
    <div class="account-list">
      {signIns}
      {state.problem ? (
        <BridgeProblemView problem={state.problem} actions={bridge} {...(state.accounts.length > 0 ? { hint: accountWords.stale } : {})} />
      ) : null}
      {state.accounts.length === 0 ? (
        <div class="empty">
          <h2>{accountWords.empty}</h2>
          <p>{accountWords.emptyHint}</p>
          <button type="button" class="button primary" onClick={onAdd}>
            {addText}
          </button>
        </div>
      ) : (
        <>
          <h2 class="visually-hidden">{accountWords.list}</h2>
          <ul aria-label={accountWords.list}>
            {state.accounts.map((account) => (
              <li key={account.id}>
                <AccountCard
                  account={account}
                  notice={notice?.accountId === account.id ? notice.reason : null}
                  now={now}
                  actions={actions}
                  isStale={state.problem !== null}
                >
                  {belowAccount?.(account)}
                </AccountCard>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
