import { useState } from 'preact/hooks';
import type { TrustedCertificate } from '@kurrier/shared/api/certificates';
import { trustWords } from '@kurrier/shared/words/pages/trust';
import type { CertificatesModel } from '../../model/settings/certificates-model.ts';
import { formatMoment } from '../../model/format-time.ts';
import { visibleText } from '../../model/visible-text.ts';
import { Confirm } from '../controls/Confirm.tsx';
import { CertificateFacts } from '../accounts/TrustCertificate.tsx';
import './settings.css';

const words = trustWords.list;

/**
 * Every certificate that is trusted by hand, to look at and to forget. Without a bridge there is nothing to say: the devices above say it.
 */
export const TrustedCertificates = ({ model, now }: { model: CertificatesModel; now: number }) => {
  const state = model.state.value;
  if (state.phase === 'unreachable') return null;
  return (
    <section class="settings-section" aria-labelledby="certificates-title">
      <h2 id="certificates-title">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      {state.phase === 'loading' ? <p role="status">{words.loading}</p> : null}
      {state.phase === 'listed' && state.certificates.length === 0 ? <p>{words.empty}</p> : null}
      {state.phase === 'listed' && state.certificates.length > 0 ? (
        <ul class="devices">
          {state.certificates.map((trusted) => (
            <TrustedRow key={`${trusted.host}:${trusted.port}`} trusted={trusted} now={now} onForget={() => void model.forget(trusted)} />
          ))}
        </ul>
      ) : null}
    </section>
  );
};

const TrustedRow = ({ trusted, now, onForget }: { trusted: TrustedCertificate; now: number; onForget: () => void }) => {
  const [isAsking, setIsAsking] = useState(false);
  const { host, port, certificate, despiteNames, trustedAt } = trusted;
  const server = `${visibleText(host)}:${port}`;
  return (
    <li>
      <div class="device-name">
        <h3>{server}</h3>
        {despiteNames ? <span class="tag">{words.despiteNames}</span> : null}
        <p class="hint">
          {words.trustedAt} {formatMoment(trustedAt, now)}
        </p>
        <details>
          <summary class="hint">{trustWords.title}</summary>
          <CertificateFacts title={server} certificate={certificate} />
        </details>
      </div>
      {isAsking ? (
        <Confirm
          question={words.forgetQuestion(server)}
          confirm={words.forgetConfirm}
          keep={words.keep}
          onConfirm={onForget}
          onKeep={() => setIsAsking(false)}
        />
      ) : (
        <div class="device-actions" role="group" aria-label={server}>
          <button type="button" class="button quiet" onClick={() => setIsAsking(true)}>
            {words.forget}
          </button>
        </div>
      )}
    </li>
  );
};
