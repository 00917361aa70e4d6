import type { ComponentChildren } from 'preact';
import { welcomeWords as words } from '@kurrier/shared/words/pages/welcome';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import { hashOf } from '../../model/route.ts';
import type { PairModel } from '../../model/settings/pair-model.ts';
import type { DemoModel } from '../../model/welcome/demo-model.ts';
import { readProgress, welcomeSteps, type WelcomeStep } from '../../model/welcome/next-step.ts';
import { PageHead } from '../app/PageHead.tsx';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { CodeForm } from '../settings/CodeForm.tsx';
import { ConnectHere } from '../settings/ConnectHere.tsx';
import { DemoTable } from './DemoTable.tsx';
import { Packages, type PackagesProps } from './Packages.tsx';
import { ProviderFacts } from './ProviderFacts.tsx';
import './welcome.css';

export interface WelcomePageProps {
  accounts: AccountsModel;
  /** While this browser is not paired, or is being paired anew. */
  pair: PairModel | null;
  bridge: BridgeActions;
  demo: DemoModel;
  /** Null until it is known which computer this is. */
  packages: PackagesProps | null;
}

/** From nothing to a mailbox that works. Each step looks by itself whether it is done, and says what comes next. */
export const WelcomePage = ({ accounts, pair, bridge, demo, packages }: WelcomePageProps) => {
  const pairState = pair?.state.value ?? null;
  const { next, done, problem, isVerified } = readProgress(accounts.state.value, pairState);
  const actions = pair ? { ...bridge, retry: () => void pair.look() } : bridge;
  const problemView = problem === null ? null : <BridgeProblemView problem={problem} actions={actions} />;
  const inStep: Record<WelcomeStep, () => ComponentChildren> = {
    program: () => (
      <>
        {packages && <Packages {...packages} />}
        <p class="hint">{words.whereFrom}</p>
        <details open={problem === 'no-permission'}>
          <summary>{words.notNoticed}</summary>
          {problemView}
        </details>
      </>
    ),
    connect: () =>
      problemView ?? (
        <>
          <ConnectHere model={bridge.connect} />
          {pair && (pairState?.phase === 'ready' || pairState?.phase === 'pairing') ? (
            <details class="pair-screen">
              <summary>{words.byCode}</summary>
              <CodeForm model={pair} state={pairState} />
            </details>
          ) : null}
        </>
      ),
    mailbox: () => (
      <a class="button primary" href={hashOf({ page: 'add-account' })}>
        {words.addMailbox}
      </a>
    ),
  };
  return (
    <>
      <PageHead page="welcome" hint={words.intro} />
      <div class="sheet welcome">
        <ol aria-label={words.stepsLabel}>
          {welcomeSteps.map((step) => (
            <li key={step} data-step={step} aria-current={step === next ? 'step' : undefined} class={done.has(step) ? 'done' : ''}>
              <h2>
                {words.steps[step].title}
                {done.has(step) ? <span class="step-done"> ✓ {words.done}</span> : null}
              </h2>
              {done.has(step) ? null : <p>{words.steps[step].text}</p>}
              {step === next ? inStep[step]() : null}
            </li>
          ))}
        </ol>
        {done.has('connect') ? problemView : null}
        {done.has('mailbox') && problem === null ? (
          <>
            <p role="status">{isVerified ? words.ready : words.added}</p>
            <p>
              <a class="button primary" href={hashOf({ page: 'providers' })}>
                {words.toMailboxes}
              </a>
            </p>
          </>
        ) : null}
        {done.has('connect') && problem === null ? <DemoTable model={demo} /> : null}
        <ProviderFacts />
      </div>
    </>
  );
};
