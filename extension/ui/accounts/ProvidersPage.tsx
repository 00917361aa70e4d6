import { stateOf } from '@kurrier/shared/account/account-state';
import { dashboardWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import { hashOf } from '../../model/route.ts';
import type { AccountActions, BelowAccount } from './account-actions.ts';
import { AccountList } from './AccountList.tsx';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';

/** All providers with the state of their legs. */
export const ProvidersPage = ({
  accounts,
  now,
  actions,
  belowAccount,
  bridge,
  onAdd,
}: {
  accounts: AccountsModel;
  now: number;
  actions: AccountActions;
  belowAccount: BelowAccount;
  bridge: BridgeActions;
  onAdd: () => void;
}) => {
  const state = accounts.state.value;
  const listed = state.phase === 'listed' ? state.accounts : [];
  return (
    <>
      <header class="page-head">
        <div>
          <h1>{words.providers}</h1>
          <p class="hint">{words.summary(listed.length, listed.filter((account) => stateOf(account) === 'verified').length)}</p>
        </div>
        {listed.length > 0 ? (
          <a class="button primary" href={hashOf({ page: 'choose-provider' })}>
            {words.addProvider}
          </a>
        ) : null}
      </header>
      <AccountList
        state={state}
        notice={accounts.notice.value}
        now={now}
        actions={actions}
        belowAccount={belowAccount}
        bridge={bridge}
        onAdd={onAdd}
      />
    </>
  );
};

/** Add Provider: which kind. There is one so far. */
export const ChooseProviderPage = () => (
  <>
    <header class="page-head">
      <h1>{words.addProvider}</h1>
    </header>
    <p class="hint">{words.chooseProvider}</p>
    <ul class="provider-kinds">
      <li>
        <a href={hashOf({ page: 'add-account' })}>
          <strong>{words.smtpImap}</strong>
          <span class="hint">{words.smtpImapHint}</span>
        </a>
      </li>
    </ul>
  </>
);
