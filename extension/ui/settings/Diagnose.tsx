import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { diagnoseWords as words } from '@kurrier/shared/words/pages/dashboard';
import type { DiagnoseCheck, DiagnoseModel } from '../../model/settings/diagnose-model.ts';
import { CopyButton } from '../controls/Command.tsx';
import { StateGlyph, type GlyphState } from '../controls/StateGlyph.tsx';
import './settings.css';

const glyphs = { good: 'verified', bad: 'failed', unknown: 'not-tested' } as const satisfies Record<DiagnoseCheck['state'], GlyphState>;

/** Looks for the bridge, says where the way to it ends, and gives a report to copy. */
export const Diagnose = ({ model }: { model: DiagnoseModel }) => {
  const state = model.state.value;
  return (
    <section class="settings-section" aria-labelledby="diagnose-title">
      <h2 id="diagnose-title">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      {state.phase === 'done' ? (
        <div class="diagnosis">
          <ul>
            {state.diagnosis.checks.map(({ check, state: checkState, detail }) => (
              <li key={check} class={checkState}>
                <StateGlyph state={glyphs[checkState]} />
                <span class="check-name">{words.checks[check]}</span>
                <span class="visually-hidden">{words.states[checkState]}</span>
                <code>{detail}</code>
              </li>
            ))}
          </ul>
          <Conclusion problem={state.diagnosis.problem} />
        </div>
      ) : null}
      <div class="settings-actions">
        <button type="button" class="button" disabled={state.phase === 'running'} onClick={() => void model.run()}>
          {state.phase === 'running' ? words.running : state.phase === 'done' ? words.again : words.run}
        </button>
        {state.phase === 'done' ? <CopyButton text={state.report} label={words.copy} /> : null}
      </div>
    </section>
  );
};

const Conclusion = ({ problem }: { problem: keyof typeof bridgeWords.problems | null }) => {
  if (problem === null) return <p role="status">{words.conclusion.well}</p>;
  const { title, meaning, step, command } = bridgeWords.problems[problem];
  return (
    <p role="status">
      <strong>{title}.</strong> {meaning} {step} {command ? <code>{command}</code> : null}
    </p>
  );
};
