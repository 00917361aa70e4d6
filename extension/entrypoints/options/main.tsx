import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import type { Account } from '@kurrier/shared/account/account';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { packageChecksums } from '@kurrier/shared/bridge/package-checksums';
import type { MailPages } from '../../app/mail/create-mail-pages.tsx';
import type { Extras } from '../../app/extras/create-extras.tsx';
import type { BridgeMessages } from '../../app/worker-surface.ts';
import { call } from '../../app/call-through-worker.ts';
import { createPage } from '../../app/create-page.ts';
import { browserName } from '../../platform/browser-name.ts';
import { readThisComputer } from '../../platform/this-computer.ts';
import { readDraft } from '../../platform/draft-store.ts';
import { keepExtraPort, readExtraPort } from '../../bridge/extra-port-store.ts';
import { createSharedStoreModel } from '../../model/settings/shared-store-model.ts';
import { createCertificatesModel } from '../../model/settings/certificates-model.ts';
import { createDevicesModel } from '../../model/settings/devices-model.ts';
import { createDiagnoseModel } from '../../model/settings/diagnose-model.ts';
import type { Computer } from '../../model/welcome/offer-packages.ts';
import { createDemoModel } from '../../model/welcome/demo-model.ts';
import { createDoctorModel } from '../../model/doctor/doctor-model.ts';
import { createExtraPortModel } from '../../model/settings/extra-port-model.ts';
import type { Draft } from '../../model/accounts/form-model.ts';
import { createRoundTripModel } from '../../model/send/round-trip-model.ts';
import { hashOf, parseRoute, type Route } from '../../model/route.ts';
import { DashboardApp } from '../../ui/app/DashboardApp.tsx';
import { askWorker } from '../../app/page-worker-channel.ts';
import { PortProposal } from '../../ui/settings/PortProposal.tsx';
import { DashboardPage } from '../../ui/app/DashboardPage.tsx';
import type { OpenForm } from '../../ui/accounts/open-form.ts';
import { RoundTripLine } from '../../ui/send/RoundTripLine.tsx';

const mail = signal<MailPages | null>(null);
const { accounts, signIns, pair, bridge: ofBridge } = createPage({ onNews: (news) => mail.peek()?.take(news) });
const extras = signal<Extras | null>(null);
const roundTrips = createRoundTripModel({ call });
const devices = createDevicesModel({ call });
const certificates = createCertificatesModel({ call });
const sharedStore = createSharedStoreModel({ call });
const doctor = createDoctorModel({ call });
const demo = createDemoModel({ call });
const extraPort = createExtraPortModel({ read: readExtraPort, keep: keepExtraPort });
const diagnose = createDiagnoseModel({
  diagnose: async () => ({
    ...(await askWorker<BridgeMessages, 'diagnose'>('diagnose', undefined)),
    browser: browserName(),
    extensionVersion: browser.runtime.getManifest().version,
  }),
});

const route = signal<Route>(parseRoute(location.hash));
const form = signal<OpenForm | null>(null);
const isPairing = signal(false);
const computer = signal<Computer | null>(null);
const published = { folder: distribution.published.downloads ?? null, checksums: packageChecksums };

/** To another page; `isReplacing`: Back does not lead to the present one. */
const go = (to: Route, { isReplacing = false } = {}) => {
  if (isReplacing) location.replace(hashOf(to));
  else location.hash = hashOf(to);
};
const showPairing = () => {
  isPairing.value = true;
  void pair.look();
};

const lookAgain = () => {
  accounts.retry();
  if (isPairing.peek()) void pair.look();
};

/** The form of a page is made when its account is known, and from the draft where it was left unfinished. */
const showForm = async () => {
  const wanted = route.peek();
  const state = accounts.state.value;
  if ((wanted.page !== 'add-account' && wanted.page !== 'edit-account') || state.phase !== 'listed') return;
  const accountId = wanted.page === 'edit-account' ? wanted.accountId : null;
  const account = state.accounts.find(({ id }) => id === accountId) ?? null;
  if (accountId !== null && !account) return go({ page: 'providers' });
  const [draft, { openForm }] = await Promise.all([readDraft<Draft>(), import('../../app/open-form.tsx')]);
  if (route.peek() === wanted && !form.peek()) form.value = openForm(account, draft?.accountId === accountId ? draft : null);
};

/** The mail pages are most of the code, and not needed for the rest. */
const openMail = async () => {
  const { createMailPages } = await import('../../app/mail/create-mail-pages.tsx');
  mail.value ??= createMailPages({ call, accounts, route, go, bridge });
};

/** Few people come to the settings, and what can be switched on there is nothing for the rest. */
const openExtras = async () => {
  const { createExtras } = await import('../../app/extras/create-extras.tsx');
  extras.value ??= createExtras({ call, accounts });
  await extras.value.load();
};

const showRoute = () => {
  route.value = parseRoute(location.hash);
  form.value = null;
  const { page } = route.value;
  if (page === 'settings') void Promise.all([devices.load(), certificates.load(), sharedStore.load(), extraPort.load(), openExtras()]);
  if (page === 'welcome') void readThisComputer().then((known) => (computer.value = known));
  if (page === 'mail' || page === 'compose' || page === 'outbox') void openMail();
  void showForm();
};

effect(() => {
  const state = accounts.state.value;
  // Once: looking again takes away what was typed. An answer from before the pairing may come after it.
  if (state.phase === 'unreachable' && state.problem === 'not-paired' && !isPairing.peek()) showPairing();
  if (state.phase === 'listed' && state.problem === null) isPairing.value = false;
  if (!form.peek()) void showForm();
});
effect(() => {
  if (pair.state.value.phase !== 'paired') return;
  isPairing.value = false;
  accounts.retry();
});
effect(() => {
  const phase = form.value?.model.phase.value;
  if (phase?.phase === 'saved') accounts.put(phase, phase.existing);
  else if (phase?.phase === 'signing-in') signIns.put(phase.view);
  else return;
  go({ page: 'providers' });
});

const bridge = { ...ofBridge, pair: showPairing };
const actions = {
  verify: accounts.verify,
  cancel: accounts.cancel,
  remove: accounts.remove,
  applyProposal: accounts.applyProposal,
  enterPassword: accounts.enterPassword,
  trustCertificate: accounts.trustCertificate,
  signIn: (account: Account, issuer: string) => void signIns.signInAgain(account, issuer),
  edit: (accountId: string) => go({ page: 'edit-account', accountId }),
};

/** A round trip says something only where both legs work. */
const belowAccount = ({ id, smtp, imap }: Account) =>
  smtp?.status.state === 'verified' && imap?.status.state === 'verified' ? (
    <RoundTripLine state={roundTrips.state.value.get(id)} onStart={() => void roundTrips.start(id)} />
  ) : null;

const ExtrasView = () => extras.value && <extras.value.View />;

const MailView = () => mail.value && <mail.value.View />;

const App = () => (
  <DashboardApp route={route.value}>
    <PortProposal model={extraPort} onAccepted={lookAgain} />
    <DashboardPage
      route={route.value}
      accounts={accounts}
      signIns={signIns}
      form={form.value}
      pair={isPairing.value ? pair : null}
      devices={devices}
      diagnose={diagnose}
      doctor={doctor}
      certificates={certificates}
      sharedStore={sharedStore}
      extraPort={extraPort}
      demo={demo}
      packages={computer.value && { computer: computer.value, version: browser.runtime.getManifest().version, published }}
      extras={extras.value ? <ExtrasView /> : null}
      mail={mail.value ? <MailView /> : null}
      belowAccount={belowAccount}
      now={Date.now()}
      actions={actions}
      bridge={bridge}
      go={go}
    />
  </DashboardApp>
);

// `kurrier start --port N` opens the page with the port that the bridge is to be looked for on; so can every other extension.
const named = new URLSearchParams(location.search).get('port');
if (named !== null) {
  history.replaceState(null, '', location.pathname + location.hash);
  await extraPort.propose(named);
}

// A link to a mail address, or a page to be mailed: a message begins, and is sent by nobody but the person.
const link = new URLSearchParams(location.search).get('mailto');
if (link !== null) {
  history.replaceState(null, '', location.pathname);
  const { parseMailto } = await import('@kurrier/shared/mail/mailto-link');
  const begun = parseMailto(link);
  if (begun) {
    await openMail();
    await mail.value?.begin(begun);
    go({ page: 'compose' });
  }
}

window.addEventListener('hashchange', showRoute);
showRoute();
render(<App />, document.querySelector('#root')!);
