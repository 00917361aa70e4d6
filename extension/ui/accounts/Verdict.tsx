import type { LegStatus, ServerSettings } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import { describe } from '@kurrier/shared/words/describe-failure';
import { describeTurn } from '@kurrier/shared/words/describe-turn';
import { en } from '@kurrier/shared/words/verdicts-en';
import { verdictWords } from '@kurrier/shared/words/pages/accounts';
import { isTrustable } from '../../model/accounts/certificate-facts.ts';
import { readable } from '../../model/readable.ts';
import { CopyButton } from '../controls/Command.tsx';
import { FailureDetails } from './FailureDetails.tsx';
import { loadLater } from '../controls/load-later.tsx';
import { ProposalView } from './ProposalView.tsx';
import './verdict.css';

const TrustCertificate = loadLater(async () => (await import('./TrustCertificate.tsx')).TrustCertificate);

/** Why a leg failed: headline, what exactly, what it means, what mends it and whose turn it is; then proposals and the evidence. */
export const Verdict = ({
  leg,
  settings,
  status,
  onApply,
  onTrust,
}: {
  leg: Leg;
  settings: ServerSettings;
  status: Extract<LegStatus, { state: 'failed' }>;
  onApply: (proposalId: string, password?: string) => void;
  onTrust: (spki: string, confirmHost?: string) => void;
}) => {
  const { failure, proposals, steps, turn: decision } = status;
  const whose = decision && describeTurn(decision, en);
  const writeDiagnosis = async () => {
    const { createCapsule, diagnosisText } = await import('@kurrier/shared/failure/write-capsule');
    return diagnosisText(createCapsule(failure, steps, { identities: [settings.username], ...(decision && { turn: decision.turn }) }));
  };
  const { headline, title, meaning, fix, whoActs, turn } = describe(failure, en);
  const finer = headline !== null && headline !== title ? title : null;
  return (
    <div class="verdict" data-kind={failure.kind}>
      <div class="verdict-head" role="status">
        <h5>{headline ?? title}</h5>
        <span class={`turn ${whoActs}`}>{whose?.turn ?? turn}</span>
        {finer === null ? null : <p class="finer">{finer}</p>}
      </div>
      <p>{readable(meaning)}</p>
      <p>
        <strong>{verdictWords.fix}:</strong> {readable(fix)}
      </p>
      {whose?.because ? <p>{readable(whose.because)}</p> : null}
      {proposals.map((proposal) => (
        <ProposalView key={proposal.id} proposal={proposal} settings={settings} onApply={(password) => onApply(proposal.id, password)} />
      ))}
      {isTrustable(failure) ? <TrustCertificate failure={failure} host={settings.host} port={settings.port} onTrust={onTrust} /> : null}
      <CopyButton text={writeDiagnosis} label={verdictWords.copyDiagnosis} />
      <FailureDetails leg={leg} failure={failure} steps={steps} />
    </div>
  );
};
