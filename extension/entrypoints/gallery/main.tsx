import { render } from 'preact';
import { failureKinds, type FailureKind } from '@kurrier/shared/failure/failure';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { connectWords } from '@kurrier/shared/words/pages/connect';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import type { ConnectRefusal } from '@kurrier/shared/bridge/native-host';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { AccountCard } from '../../ui/accounts/AccountCard.tsx';
import { AccountForm } from '../../ui/accounts/AccountForm.tsx';
import { AccountList } from '../../ui/accounts/AccountList.tsx';
import { BridgeProblemView } from '../../ui/settings/BridgeProblemView.tsx';
import { Devices } from '../../ui/settings/Devices.tsx';
import { Diagnose } from '../../ui/settings/Diagnose.tsx';
import { ConnectHere } from '../../ui/settings/ConnectHere.tsx';
import { PairScreen } from '../../ui/settings/PairScreen.tsx';
import { codeSamples } from './samples/code-samples.ts';
import { SignInCodes } from '../../ui/codes/SignInCodes.tsx';
import { PopupApp } from '../../ui/app/PopupApp.tsx';
import { Verdict } from '../../ui/accounts/Verdict.tsx';
import { account, accountSamples } from './samples/account-samples.ts';
import { failed, imapSteps, sampleNow } from './samples/leg-samples.ts';
import {
  accountsModels,
  connectModel,
  devicesModels,
  diagnoseModels,
  formModels,
  pairModels,
  ignore,
  noBridgeActions,
  unlockModel,
} from './samples/model-samples.ts';
import { MailSections } from './MailSections.tsx';
import { Sample, Section } from './Sample.tsx';
import { SignInSections } from './SignInSections.tsx';
import { noSignIns } from './samples/sign-in-samples.ts';
import { ServerSections } from './ServerSections.tsx';
import './gallery.css';

const actions = {
  verify: ignore,
  cancel: ignore,
  edit: ignore,
  remove: ignore,
  applyProposal: ignore,
  enterPassword: ignore,
  trustCertificate: ignore,
  signIn: ignore,
};
const entriesOf = <Key extends string, Value>(record: Record<Key, Value>) => Object.entries(record) as [Key, Value][];

const codeActions = { onOpen: ignore, onDismiss: ignore };
const noCodes = { codes: [], codeActions, unread: null, onMailPage: ignore };

const Gallery = () => (
  <>
    <Section title="Codes to sign in with">
      {entriesOf(codeSamples).map(([name, codes]) => (
        <Sample key={name} name={`codes ${name}`}>
          <SignInCodes codes={codes} {...codeActions} />
        </Sample>
      ))}
    </Section>
    <Section title="Popup">
      {entriesOf(accountsModels).map(([name, accounts]) => (
        <Sample key={name} name={`popup ${name}`}>
          <PopupApp
            view={{ view: 'list' }}
            accounts={accounts}
            signIns={noSignIns}
            {...noCodes}
            now={sampleNow}
            actions={actions}
            bridge={noBridgeActions}
            onAdd={ignore}
            onLeaveForm={ignore}
            onOpenDashboard={ignore}
          />
        </Sample>
      ))}
      {entriesOf(formModels).map(([name, form]) => (
        <Sample key={name} name={`form ${name}`}>
          <PopupApp
            view={{ view: 'form', form: { model: form, View: AccountForm } }}
            accounts={accountsModels.empty}
            signIns={noSignIns}
            {...noCodes}
            now={sampleNow}
            actions={actions}
            bridge={noBridgeActions}
            onAdd={ignore}
            onLeaveForm={ignore}
            onOpenDashboard={ignore}
          />
        </Sample>
      ))}
      {entriesOf(pairModels).map(([name, pair]) => (
        <Sample key={name} name={`pair ${name}`}>
          <main class="sheet">
            <PairScreen model={pair} bridge={noBridgeActions} />
          </main>
        </Sample>
      ))}
    </Section>
    <Section title="Accounts">
      {entriesOf(accountSamples).map(([name, sample]) => (
        <Sample key={name} name={`account ${name}`}>
          <AccountCard account={sample} notice={null} now={sampleNow} actions={actions} />
        </Sample>
      ))}
      <Sample name="account notice">
        <AccountCard account={accountSamples['verified']!} notice="existing-kept" now={sampleNow} actions={actions} />
      </Sample>
    </Section>
    <Section title="Accounts, wide" isWide>
      <Sample name="account wide">
        <AccountList
          state={accountsModels.many.state.value}
          notice={null}
          now={sampleNow}
          actions={actions}
          bridge={noBridgeActions}
          onAdd={ignore}
        />
      </Sample>
    </Section>
    <SignInSections />
    <ServerSections />
    <Section title="Form, wide" isWide>
      <Sample name="form wide">
        <div class="dashboard-sheet">
          <AccountForm model={formModels.filled} onLeave={ignore} />
        </div>
      </Sample>
    </Section>
    <Section title="The bridge">
      {(Object.keys(bridgeWords.problems) as BridgeProblem[]).map((problem) => (
        <Sample key={problem} name={`bridge ${problem}`}>
          <BridgeProblemView problem={problem} actions={noBridgeActions} />
        </Sample>
      ))}
      {(Object.keys(connectWords.refusals) as ConnectRefusal[]).map((refusal) => (
        <Sample key={refusal} name={`connect ${refusal}`}>
          <ConnectHere model={connectModel({ phase: 'refused', refusal })} />
        </Sample>
      ))}
      {(['passphrase-wrong', 'key-missing', 'keyring-unavailable'] as const).map((reason) => (
        <Sample key={reason} name={`locked ${reason}`}>
          <BridgeProblemView
            problem="locked"
            actions={{
              ...noBridgeActions,
              openUnlock: unlockModel({ phase: 'locked', reason, path: '/home/ada/.config/kurrier/vault.key', wasTried: true }),
            }}
          />
        </Sample>
      ))}
    </Section>
    <Section title="Settings" isWide>
      {entriesOf(devicesModels).map(([name, model]) => (
        <Sample key={name} name={`devices ${name}`}>
          <Devices model={model} now={sampleNow} bridge={noBridgeActions} />
        </Sample>
      ))}
      {entriesOf(diagnoseModels).map(([name, model]) => (
        <Sample key={name} name={`diagnose ${name}`}>
          <Diagnose model={model} />
        </Sample>
      ))}
    </Section>
    <MailSections />
    <Section title="Every failure">
      {(Object.keys(failureKinds) as FailureKind[]).map((kind) => {
        const status = failed(sampleFailures[kind], imapSteps, 'sign-in');
        return status.state === 'failed' ? (
          <Sample key={kind} name={`failure ${kind}`}>
            <Verdict
              leg="smtp"
              settings={account('', '', status, null).smtp!.settings}
              status={status}
              refusedLegs={[]}
              now={sampleNow}
              onApply={ignore}
              onEnter={ignore}
              onTrust={ignore}
            />
          </Sample>
        ) : null;
      })}
    </Section>
  </>
);

render(<Gallery />, document.querySelector('#root')!);
