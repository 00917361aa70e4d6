import type { LegStatus } from '@kurrier/shared/account/account';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { describe } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import type { LegView } from '../../model/accounts/verdict-model.ts';
import { LegSection } from './LegSection.tsx';
import { Verdict } from './Verdict.tsx';
import type { VerdictProps } from './verdict-props.ts';

export type LegVerdictProps = LegView & Omit<VerdictProps, 'status'> & { isStale: boolean };

/** A leg of which a failure has something to say, with its words. They are most of all words, and loaded where there is such a leg. */
export const LegVerdictSection = ({ isStale, refusals, ...props }: LegVerdictProps) => {
  const { leg, settings, status, now } = props;
  return (
    <LegSection {...{ leg, settings, status, refusals, now, isStale }}>
      {status.state === 'failed' ? <Verdict {...props} status={status} /> : null}
      {status.state === 'checking' && status.interim ? (
        <p class="warning" role="status">
          {describe(status.interim, en).title}. {accountWords.waiting}
        </p>
      ) : null}
      {worksBut(status).map((warning) => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
    </LegSection>
  );
};

const worksBut = (status: LegStatus): string[] =>
  status.state === 'verified'
    ? status.warnings.map((failure) => describe(failure, en)).map(({ title, fix }) => `${accountWords.worksBut}: ${title}. ${fix}`)
    : [];
