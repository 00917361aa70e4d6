import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import { hasSignIns, type SignInsModel } from '../../model/sign-in/sign-ins-model.ts';
import type { PairModel } from '../../model/settings/pair-model.ts';
import type { AccountActions } from '../accounts/account-actions.ts';
import { AccountList } from '../accounts/AccountList.tsx';
import type { BridgeActions } from '../settings/BridgeProblemView.tsx';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import type { SignInCodesProps } from '../codes/SignInCodes.tsx';
import { LogoMark } from '../controls/LogoMark.tsx';
import type { OpenForm } from '../accounts/open-form.ts';
import { loadLater } from '../controls/load-later.tsx';
import './theme.css';
import './shell.css';

const SignInList = loadLater(async () => (await import('../sign-in/SignInList.tsx')).SignInList);
const SignInCodes = loadLater(async () => (await import('../codes/SignInCodes.tsx')).SignInCodes);
const PairScreen = loadLater(async () => (await import('../settings/PairScreen.tsx')).PairScreen);

export type PopupView = { view: 'list' } | { view: 'form'; form: OpenForm } | { view: 'pair'; pair: PairModel };

export interface PopupProps {
  view: PopupView;
  accounts: AccountsModel;
  signIns: SignInsModel;
  /** What just arrived to sign in with; stands before everything else. */
  codes: readonly SignInCode[];
  codeActions: Pick<SignInCodesProps, 'onOpen' | 'onDismiss'>;
  /** The newest unread mail, where that was switched on. */
  unread: ComponentChildren;
  onMailPage: () => void;
  now: number;
  actions: AccountActions;
  bridge: BridgeActions;
  onAdd: () => void;
  onLeaveForm: () => void;
  onOpenDashboard: () => void;
}

/** The toolbar popup: one bar, and below it one screen. */
export const PopupApp = ({
  view,
  accounts,
  signIns,
  codes,
  codeActions,
  unread,
  onMailPage,
  now,
  actions,
  bridge,
  onAdd,
  onLeaveForm,
  onOpenDashboard,
}: PopupProps) => {
  const state = accounts.state.value;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    // A form or the pairing screen that closes takes the focus with it.
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [view.view]);
  const hasAccounts = state.phase === 'listed' && state.accounts.length > 0;
  return (
    <>
      <header class="bar">
        <LogoMark />
        <h1>{view.view === 'form' ? accountWords.formTitles[view.form.model.account ? 'edit' : 'add'] : 'Kurrier'}</h1>
        {view.view === 'list' && hasAccounts ? (
          <button type="button" class="button" onClick={onAdd}>
            {accountWords.add}
          </button>
        ) : null}
        <button type="button" class="button quiet" onClick={onOpenDashboard}>
          {accountWords.dashboard}
        </button>
      </header>
      {view.view === 'form' ? (
        <main class="sheet">
          <view.form.View model={view.form.model} onLeave={onLeaveForm} />
        </main>
      ) : view.view === 'pair' ? (
        <main class="sheet">
          <PairScreen model={view.pair} bridge={bridge} />
        </main>
      ) : (
        <main class="list" tabIndex={-1} ref={main}>
          {codes.length > 0 ? <SignInCodes codes={codes} {...codeActions} /> : null}
          {unread}
          <AccountList
            state={state}
            notice={accounts.notice.value}
            now={now}
            actions={actions}
            bridge={bridge}
            signIns={hasSignIns(signIns) ? <SignInList model={signIns} /> : null}
            onAdd={onAdd}
          />
          {hasAccounts ? (
            <p class="popup-end">
              <button type="button" class="button quiet" onClick={onMailPage}>
                {accountWords.mailPage}
              </button>
            </p>
          ) : null}
        </main>
      )}
    </>
  );
};
