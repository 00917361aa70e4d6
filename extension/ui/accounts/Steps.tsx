import type { Step } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import { en } from '@kurrier/shared/words/verdicts-en';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { visibleText } from '../../model/visible-text.ts';
import { StateGlyph } from '../controls/StateGlyph.tsx';
import './steps.css';

/** The rungs of one leg's ladder as they happen, each with its evidence and its time. */
export const Steps = ({ leg, steps }: { leg: Leg; steps: readonly Step[] }) => (
  <ol class="steps" aria-label={accountWords.steps(accountWords.legs[leg])}>
    {steps.map(({ rung, state, detail, tookMs }, place) => (
      // A rung can come twice: STARTTLS asks for the capabilities again.
      <li key={place} class={state}>
        <StateGlyph state={state} />
        <span class="rung">{en.rungs[rung]}</span>
        <span class="visually-hidden">{accountWords.stepStates[state]}</span>
        <span class="detail">{detail === undefined ? '' : visibleText(detail)}</span>
        {tookMs === undefined ? null : <span class="took">{accountWords.took(tookMs)}</span>}
      </li>
    ))}
  </ol>
);
