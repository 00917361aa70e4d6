import type { ComponentChildren } from 'preact';
import { stateOf } from '@kurrier/shared/account/account-state';
import { dashboardWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import { hashOf } from '../../model/route.ts';
import type { AccountActions, BelowAccount } from './account-actions.ts';
import { PageHead } from '../app/PageHead.tsx';
import { AccountList } from './AccountList.tsx';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';

/** All providers with the state of their legs. */
export const ProvidersPage = ({
  accounts,
  now,
  actions,
  belowAccount,
  bridge,
  signIns,
  onAdd,
}: {
  accounts: AccountsModel;
  now: number;
  actions: AccountActions;
  belowAccount: BelowAccount;
  bridge: BridgeActions;
  signIns: ComponentChildren;
  onAdd: () => void;
}) => {
  const state = accounts.state.value;
  const listed = state.phase === 'listed' ? state.accounts : [];
  return (
    <>
      <PageHead
        page="providers"
        hint={
          state.phase === 'listed' && state.problem
            ? ''
            : words.summary(listed.length, listed.filter((account) => stateOf(account) === 'verified').length)
        }
      >
        {listed.length > 0 ? (
          <a class="button primary" href={hashOf({ page: 'add-account' })}>
            {words.addProvider}
          </a>
        ) : null}
      </PageHead>
      <AccountList
        state={state}
        notice={accounts.notice.value}
        now={now}
        actions={actions}
        belowAccount={belowAccount}
        bridge={bridge}
        signIns={signIns}
        addText={words.addProvider}
        onAdd={onAdd}
      />
    </>
  );
};
