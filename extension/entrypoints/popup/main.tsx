import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { Account } from '@kurrier/shared/account/account';
import type { SignInCode } from '@kurrier/shared/mail/sign-in-code';
import { call } from '../../app/call-through-worker.ts';
import type { Unread } from '../../app/extras/create-unread.tsx';
import { readExtras } from '../../platform/extras-store.ts';
import { createPage } from '../../app/create-page.ts';
import { readDraft } from '../../platform/draft-store.ts';
import type { Draft } from '../../model/accounts/form-model.ts';
import { PopupApp, type PopupView } from '../../ui/app/PopupApp.tsx';

const codes = signal<readonly SignInCode[]>([]);
const unread = signal<Unread | null>(null);
const {
  accounts,
  signIns,
  pair,
  bridge: ofBridge,
} = createPage({
  onCodes: (offered) => (codes.value = offered),
  onNews: (news) => unread.peek()?.take(news),
});
/** Only where it was switched on. */
const openUnread = async () => {
  if (!(await readExtras<{ popup: boolean }>())?.popup) return;
  const { createUnread } = await import('../../app/extras/create-unread.tsx');
  unread.value = createUnread({ call });
};
/** The press on the toolbar button lets us see which page that is. */
const mailPage = async () => {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const { mailtoOfPage } = await import('@kurrier/shared/mail/mailto-link');
  const link = mailtoOfPage({ title: tab?.title ?? '', url: tab?.url ?? '' });
  await browser.tabs.create({ url: `${location.origin}/options.html?mailto=${encodeURIComponent(link)}` });
  window.close();
};
const UnreadView = () => unread.value && <unread.value.View />;
const view = signal<PopupView>({ view: 'list' });

const showList = () => {
  view.value = { view: 'list' };
};
const showPairing = () => {
  view.value = { view: 'pair', pair };
  void pair.look();
};
const showForm = async (accountId: string | null, draft: Draft | null = null) => {
  const { openForm } = await import('../../app/open-form.tsx');
  const state = accounts.state.value;
  const account = state.phase === 'listed' ? (state.accounts.find(({ id }) => id === accountId) ?? null) : null;
  view.value = { view: 'form', form: openForm(account, draft, { isPopup: true }) };
};

const bridge = { ...ofBridge, pair: showPairing };
const actions = {
  verify: accounts.verify,
  cancel: accounts.cancel,
  remove: accounts.remove,
  applyProposal: accounts.applyProposal,
  enterPassword: accounts.enterPassword,
  trustCertificate: accounts.trustCertificate,
  signIn: (account: Account, issuer: string) => void signIns.signInAgain(account, issuer),
  edit: (id: string) => void showForm(id),
};

const codeActions = {
  onOpen: (url: string) => void browser.tabs.create({ url }).then(() => window.close()),
  onDismiss: ({ ref }: SignInCode) => {
    codes.value = codes.value.filter((code) => code.ref !== ref);
    void call('codes.dismiss', { ref });
  },
};

effect(() => {
  const state = accounts.state.value;
  if (state.phase === 'unreachable' && state.problem === 'not-paired' && view.peek().view === 'list') showPairing();
  // An answer from before the pairing may come after it.
  if (state.phase === 'listed' && state.problem === null && view.peek().view === 'pair') showList();
});
effect(() => {
  if (pair.state.value.phase !== 'paired') return;
  showList();
  accounts.retry();
});
effect(() => {
  const shown = view.value;
  const phase = shown.view === 'form' ? shown.form.model.phase.value : null;
  if (phase?.phase === 'saved') accounts.put(phase, phase.existing);
  else if (phase?.phase === 'signing-in') signIns.put(phase.view);
  else return;
  showList();
});

const App = () => {
  const shown = view.value;
  return (
    <PopupApp
      view={shown}
      accounts={accounts}
      signIns={signIns}
      codes={codes.value}
      codeActions={codeActions}
      unread={unread.value ? <UnreadView /> : null}
      onMailPage={() => void mailPage()}
      now={Date.now()}
      actions={actions}
      bridge={bridge}
      onAdd={() => void showForm(null)}
      onLeaveForm={() => {
        if (shown.view === 'form') void shown.form.model.discard();
        showList();
      }}
      onOpenDashboard={() => void browser.runtime.openOptionsPage().then(() => window.close())}
    />
  );
};

void openUnread();
render(<App />, document.querySelector('#root')!);

// A form that was left unfinished comes back, once the list is there that the edited account is in.
const draft = await readDraft<Draft>();
if (draft) {
  const dispose = effect(() => {
    if (accounts.state.value.phase !== 'listed') return;
    void showForm(draft.accountId, draft);
    queueMicrotask(() => dispose());
  });
}
