import type { ComponentChildren } from 'preact';
import { welcomeWords as words } from '@kurrier/shared/words/pages/welcome';
import type { AccountsModel } from '../../model/accounts/accounts-model.ts';
import { hashOf } from '../../model/route.ts';
import type { DemoModel } from '../../model/welcome/demo-model.ts';
import { readProgress, welcomeSteps, type WelcomeStep } from '../../model/welcome/next-step.ts';
import { PageHead } from '../app/PageHead.tsx';
import { BridgeProblemView, type BridgeActions } from '../settings/BridgeProblemView.tsx';
import { ConnectHere } from '../settings/ConnectHere.tsx';
import { DemoTable } from './DemoTable.tsx';
import { ProviderFacts } from './ProviderFacts.tsx';
import './welcome.css';

export interface WelcomePageProps {
  accounts: AccountsModel;
  bridge: BridgeActions;
  demo: DemoModel;
  system: keyof typeof words.packages;
}

/** From nothing to a mailbox that works. Each step looks by itself whether it is done, and says what comes next. */
export const WelcomePage = ({ accounts, bridge, demo, system }: WelcomePageProps) => {
  const state = accounts.state.value;
  const { next, done, isVerified } = readProgress(state);
  const inStep: Record<WelcomeStep, () => ComponentChildren> = {
    program: () => (
      <>
        <p>{words.packages[system]}</p>
        <p class="hint">{words.whereFrom}</p>
        <details>
          <summary>{words.notNoticed}</summary>
          {state.phase === 'unreachable' ? <BridgeProblemView problem={state.problem} actions={bridge} /> : null}
        </details>
      </>
    ),
    connect: () => (
      <>
        <ConnectHere model={bridge.connect} />
        <button type="button" class="button quiet" onClick={bridge.pair}>
          {words.byCode}
        </button>
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
        {done.has('mailbox') ? (
          <p role="status">
            {isVerified ? words.ready : words.added} <a href={hashOf({ page: 'providers' })}>{words.toMailboxes}</a>
          </p>
        ) : null}
        {done.has('connect') ? <DemoTable model={demo} /> : null}
        <ProviderFacts />
      </div>
    </>
  );
};
