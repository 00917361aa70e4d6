import { isGuess } from '@kurrier/shared/words/describe-guess';
import { describeWhoseTurn } from '@kurrier/shared/words/describe-whose-turn';
import { describeVerdict } from '@kurrier/shared/words/describe-verdict';
import { en } from '@kurrier/shared/words/verdicts-en';
import { verdictWords } from '@kurrier/shared/words/pages/accounts';
import { isTrustable } from '../../model/accounts/certificate-facts.ts';
import { formatMoment } from '../../model/format-time.ts';
import { visibleText } from '../../model/visible-text.ts';
import { AboutFailure } from '../controls/AboutFailure.tsx';
import { CopyButton } from '../controls/Command.tsx';
import { FixText } from '../controls/FixText.tsx';
import { ServerWords } from '../controls/ServerWords.tsx';
import { loadLater } from '../controls/load-later.tsx';
import type { VerdictProps } from './verdict-props.ts';
import './verdict.css';

const TrustCertificate = loadLater(async () => (await import('./TrustCertificate.tsx')).TrustCertificate);
const FailureDetails = loadLater(async () => (await import('./FailureDetails.tsx')).FailureDetails);
const FailureRemedies = loadLater(async () => (await import('./FailureRemedies.tsx')).FailureRemedies);

/**
 * Why a leg failed: what leads (before a guess, the server's own words), what stands beside it, what it means, what mends it and whose turn
 * it is; then the ways out and the evidence.
 */
export const Verdict = ({ leg, settings, status, refusedLegs, now, onApply, onEnter, onTrust }: VerdictProps) => {
  const { failure, steps, turn: decision } = status;
  const whose = decision && describeWhoseTurn(decision, en);
  const writeDiagnosis = async () => {
    const { createCapsule, diagnosisText } = await import('@kurrier/shared/failure/write-capsule');
    return diagnosisText(createCapsule(failure, steps, { identities: [settings.username], ...(decision && { turn: decision.turn }) }));
  };
  const { lead, beside, meaning, fix, whoActs, turn } = describeVerdict(status, en, (at) => formatMoment(at, now));
  const isOpen = isGuess(failure);
  return (
    <div class="verdict" data-kind={failure.kind}>
      <div class="verdict-head" role="status">
        <h5>{lead}</h5>
        {isOpen ? null : <span class={`turn ${whoActs}`}>{whose?.turn ?? turn}</span>}
        {beside === null ? null : <p class="finer">{beside}</p>}
      </div>
      {isOpen && failure.reply ? <ServerWords text={failure.reply.text} /> : null}
      <p>{visibleText(meaning)}</p>
      <p>
        <strong>{verdictWords.fix}:</strong> <FixText text={fix} />
      </p>
      <AboutFailure kind={failure.kind} title={lead} />
      {whose?.because ? <p>{visibleText(whose.because)}</p> : null}
      {refusedLegs.length > 0 || status.proposals.length > 0 ? (
        <FailureRemedies {...{ leg, settings, status, refusedLegs, onApply, onEnter }} />
      ) : null}
      {isTrustable(failure) ? <TrustCertificate failure={failure} host={settings.host} port={settings.port} onTrust={onTrust} /> : null}
      <CopyButton text={writeDiagnosis} label={verdictWords.copyDiagnosis} />
      <FailureDetails leg={leg} failure={failure} steps={steps} />
    </div>
  );
};
