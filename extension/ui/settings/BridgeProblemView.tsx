import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import type { ConnectModel } from '../../model/settings/connect-model.ts';
import type { UnlockModel } from '../../model/settings/unlock-model.ts';
import { loadLater } from '../controls/load-later.tsx';
import { Command } from '../controls/Command.tsx';
import './bridge.css';

export interface BridgeActions {
  retry: () => void;
  /** Asks the browser for the permission to call 127.0.0.1; has to be called from a click. */
  grant: () => void;
  /** Leads to the pairing screen. */
  pair: () => void;
  /** Connects through the browser, without a code. */
  connect: ConnectModel;
  /** Says why the bridge is locked, and opens it. */
  openUnlock: () => Promise<UnlockModel>;
}

const ConnectHere = loadLater(async () => (await import('./ConnectHere.tsx')).ConnectHere);
const UnlockForm = loadLater(async () => (await import('./UnlockForm.tsx')).UnlockForm);

/** Also seen where the bridge was set up anew, or has forgotten this browser. */
const mayNeedPairing = new Set<BridgeProblem>(['other-program', 'not-trustworthy']);

/** Where the program on this computer can be started, or pair this browser anew. */
const canConnect = new Set<BridgeProblem>(['not-running', 'not-paired', 'other-program', 'not-trustworthy']);

/** Why the bridge cannot be used, and the next step. Never to be taken for a mail error. */
export const BridgeProblemView = ({ problem, actions, hint }: { problem: BridgeProblem; actions: BridgeActions; hint?: string }) => {
  const { title, meaning, step, command } = bridgeWords.problems[problem];
  return (
    <section class="bridge-problem" role="status" data-problem={problem}>
      <h2>{title}</h2>
      <p>{meaning}</p>
      {canConnect.has(problem) ? <ConnectHere model={actions.connect} /> : null}
      <p>{step}</p>
      {command === undefined ? null : <Command line={command} />}
      {problem === 'locked' ? (
        <UnlockForm open={actions.openUnlock} />
      ) : problem === 'no-permission' ? (
        <button type="button" class="button primary" onClick={actions.grant}>
          {bridgeWords.grant}
        </button>
      ) : problem === 'not-paired' ? (
        <button type="button" class="button primary" onClick={actions.pair}>
          {bridgeWords.pair}
        </button>
      ) : (
        <div class="problem-actions">
          <button type="button" class="button" onClick={actions.retry}>
            {bridgeWords.retry}
          </button>
          {mayNeedPairing.has(problem) ? (
            <button type="button" class="button quiet" onClick={actions.pair}>
              {bridgeWords.pair}
            </button>
          ) : null}
        </div>
      )}
      {hint === undefined ? null : <p class="hint">{hint}</p>}
    </section>
  );
};
