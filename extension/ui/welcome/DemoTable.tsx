import { demoWords as words } from '@kurrier/shared/words/program/demo';
import { useEffect } from 'preact/hooks';
import type { DemoModel } from '../../model/welcome/demo-model.ts';

/** Starts and ends the demo; while it runs, which mailboxes it has and what one will see. Shows nothing where the bridge cannot be asked. */
export const DemoTable = ({ model }: { model: DemoModel }) => {
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  if (state.phase === 'unknown') return null;
  const isBusy = state.phase === 'starting' || state.phase === 'stopping';
  return (
    <section class="demo">
      <h2>{words.title}</h2>
      <p>{words.intro}</p>
      {state.phase === 'on' ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.account}</th>
              <th scope="col">{words.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {state.accounts.map(({ name, address }) => (
              <tr key={name}>
                <th scope="row">{address}</th>
                <td>{words.outcomeOf(name)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <button type="button" class="button" disabled={isBusy} onClick={() => void (state.phase === 'on' ? model.stop() : model.start())}>
        {state.phase === 'on'
          ? words.stop
          : state.phase === 'starting'
            ? words.starting
            : state.phase === 'stopping'
              ? words.stopping
              : words.start}
      </button>
      <p class="error" role="alert">
        {state.phase === 'failed' ? words.failed : ''}
      </p>
    </section>
  );
};
