import type { ComponentChildren } from 'preact';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { dashboardWords } from '@kurrier/shared/words/pages/dashboard';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import type { CertificatesModel } from '../../model/settings/certificates-model.ts';
import type { SharedStoreModel } from '../../model/settings/shared-store-model.ts';
import type { DevicesModel } from '../../model/settings/devices-model.ts';
import type { DiagnoseModel } from '../../model/settings/diagnose-model.ts';
import type { DoctorModel } from '../../model/doctor/doctor-model.ts';
import type { ExtraPortModel } from '../../model/settings/extra-port-model.ts';
import { hasSignIns, type SignInsModel } from '../../model/sign-in/sign-ins-model.ts';
import type { DemoModel } from '../../model/welcome/demo-model.ts';
import type { WelcomePageProps } from '../welcome/WelcomePage.tsx';
import type { PairModel } from '../../model/settings/pair-model.ts';
import type { Route } from '../../model/route.ts';
import type { AccountActions, BelowAccount } from '../accounts/account-actions.ts';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { PageHead } from './PageHead.tsx';
import { loadLater } from '../controls/load-later.tsx';
import type { OpenForm } from '../accounts/open-form.ts';
import { ProvidersPage } from '../accounts/ProvidersPage.tsx';

// What is not seen first.
const SignInList = loadLater(async () => (await import('../sign-in/SignInList.tsx')).SignInList);
const PairScreen = loadLater(async () => (await import('../settings/PairScreen.tsx')).PairScreen);
const Devices = loadLater(async () => (await import('../settings/Devices.tsx')).Devices);
const SharedStore = loadLater(async () => (await import('../settings/SharedStore.tsx')).SharedStore);
const TrustedCertificates = loadLater(async () => (await import('../settings/TrustedCertificates.tsx')).TrustedCertificates);
const Diagnose = loadLater(async () => (await import('../settings/Diagnose.tsx')).Diagnose);
const ExtraPort = loadLater(async () => (await import('../settings/ExtraPort.tsx')).ExtraPort);
const WelcomePage = loadLater(async () => (await import('../welcome/WelcomePage.tsx')).WelcomePage);
const FailuresPage = loadLater(async () => (await import('../failures/FailuresPage.tsx')).FailuresPage);
const DoctorPage = loadLater(async () => (await import('../doctor/DoctorPage.tsx')).DoctorPage);

export interface DashboardPageProps {
  route: Route;
  accounts: AccountsModel;
  signIns: SignInsModel;
  /** Null until the account of the page is known. */
  form: OpenForm | null;
  /** While this browser is not paired, or is being paired anew. */
  pair: PairModel | null;
  devices: DevicesModel;
  diagnose: DiagnoseModel;
  doctor: DoctorModel;
  certificates: CertificatesModel;
  sharedStore: SharedStoreModel;
  extraPort: ExtraPortModel;
  /** The switches of what can be switched on. */
  extras: ComponentChildren;
  /** The page of incoming or outgoing mail; null while it is being loaded. */
  mail: ComponentChildren;
  demo: DemoModel;
  /** The packages of the program, and which fit this computer. */
  packages: WelcomePageProps['packages'];
  /** What stands below an account. */
  belowAccount: BelowAccount;
  now: number;
  actions: AccountActions;
  bridge: BridgeActions;
  go: (to: Route) => void;
}

/** The page that the address names. Settings work without a bridge, everything else needs a paired one. */
export const DashboardPage = (props: DashboardPageProps) => {
  const {
    route,
    accounts,
    signIns,
    pair,
    devices,
    diagnose,
    doctor,
    certificates,
    sharedStore,
    extraPort,
    extras,
    demo,
    packages,
    mail,
    belowAccount,
    now,
    actions,
    bridge,
    go,
  } = props;
  if (route.page === 'settings') {
    return (
      <>
        <PageHead page={route.page} />
        {isLocked(accounts) ? <BridgeProblemView problem="locked" actions={bridge} /> : null}
        {pair ? (
          <PairSheet pair={pair} bridge={bridge} />
        ) : (
          <>
            <Devices model={devices} now={now} bridge={bridge} />
            <SharedStore model={sharedStore} />
            <TrustedCertificates model={certificates} now={now} />
          </>
        )}
        {extras}
        <Diagnose model={diagnose} />
        <ExtraPort model={extraPort} />
      </>
    );
  }
  // Its own steps lead to the pairing.
  if (route.page === 'welcome') return <WelcomePage accounts={accounts} pair={pair} bridge={bridge} demo={demo} packages={packages} />;
  if (route.page === 'failures') return <FailuresPage kind={route.kind} />;
  if (pair) {
    return (
      <>
        <PageHead page={route.page} />
        <PairSheet pair={pair} bridge={bridge} />
      </>
    );
  }
  if (isLocked(accounts) && needsOpenBridge.has(route.page)) {
    return (
      <>
        <PageHead page={route.page} />
        <BridgeProblemView problem="locked" actions={bridge} />
      </>
    );
  }
  switch (route.page) {
    case 'providers':
      return (
        <ProvidersPage
          accounts={accounts}
          now={now}
          actions={actions}
          belowAccount={belowAccount}
          bridge={bridge}
          signIns={hasSignIns(signIns) ? <SignInList model={signIns} /> : null}
          onAdd={() => go({ page: 'add-account' })}
        />
      );
    case 'doctor':
      return <DoctorPage model={doctor} bridge={bridge} />;
    case 'mail':
    case 'compose':
    case 'outbox':
      return (
        mail ?? (
          <>
            <PageHead page={route.page} />
            <p class="loading">{accountWords.loading}</p>
          </>
        )
      );
    case 'add-account':
    case 'edit-account':
      return <FormPage {...props} />;
  }
};

/** The list of accounts shows what was last known, settings and the domain doctor work all the same. */
const needsOpenBridge = new Set<Route['page']>(['mail', 'compose', 'outbox', 'add-account', 'edit-account']);

const isLocked = ({ state: { value } }: AccountsModel): boolean => value.phase === 'listed' && value.problem === 'locked';

const PairSheet = ({ pair, bridge }: { pair: PairModel; bridge: BridgeActions }) => (
  <div class="sheet">
    <PairScreen model={pair} bridge={bridge} />
  </div>
);

const FormPage = ({ route, form, accounts, bridge, go }: DashboardPageProps) => {
  const state = accounts.state.value;
  const leave = () => {
    void form?.model.discard();
    go({ page: 'providers' });
  };
  return (
    <>
      <PageHead page={route.page} hint={route.page === 'add-account' ? dashboardWords.smtpImapHint : ''} />
      {form ? (
        <div class="sheet">
          <form.View model={form.model} onLeave={leave} />
        </div>
      ) : state.phase === 'unreachable' ? (
        <BridgeProblemView problem={state.problem} actions={bridge} />
      ) : (
        <p class="loading">{accountWords.loading}</p>
      )}
    </>
  );
};
