import { useId, useState } from 'preact/hooks';
import type { Certificate, Failure } from '@kurrier/shared/failure/failure';
import { trustWords as words } from '@kurrier/shared/words/pages/trust';
import { factsOf, isForHost, isTypedHost, spellFingerprint } from '../../model/accounts/certificate-facts.ts';
import { visibleText } from '../../model/visible-text.ts';
import { Confirm } from '../controls/Confirm.tsx';
import './trust.css';

interface TrustCertificateProps {
  failure: Failure;
  host: string;
  port: number;
  onTrust: (spki: string, confirmHost?: string) => void;
}

/**
 * A certificate that no authority vouches for, shown whole, beside the one that was trusted before; then trusted for this one host and
 * port.
 */
export const TrustCertificate = ({ failure, host, port, onTrust }: TrustCertificateProps) => {
  const [isAsking, setIsAsking] = useState(false);
  const { certificate, trustedBefore } = failure;
  if (!certificate) return null;
  const server = `${host}:${port}`;
  return (
    <section class="trust" aria-label={words.title}>
      {trustedBefore ? <p class="warning">{words.changed(visibleText(host), trustedBefore.spki === certificate.spki)}</p> : null}
      <div class="trust-certificates">
        {trustedBefore ? <CertificateFacts title={words.before} certificate={trustedBefore} compareWith={certificate} /> : null}
        <CertificateFacts title={trustedBefore ? words.now : words.shown} certificate={certificate} compareWith={trustedBefore} />
      </div>
      {isAsking && !isForHost(certificate, host) ? (
        <ConfirmHost host={host} onConfirm={(typed) => onTrust(certificate.spki, typed)} onKeep={() => setIsAsking(false)} />
      ) : isAsking ? (
        <Confirm
          question={words.question(server)}
          confirm={words.confirm}
          keep={words.keep}
          onConfirm={() => onTrust(certificate.spki)}
          onKeep={() => setIsAsking(false)}
        />
      ) : (
        <button type="button" class="button" onClick={() => setIsAsking(true)}>
          {words.trust(server)}
        </button>
      )}
    </section>
  );
};

/** What a certificate says of itself; where it is compared, what differs stands out. */
export const CertificateFacts = ({
  title,
  certificate,
  compareWith,
}: {
  title: string;
  certificate: Certificate;
  compareWith?: Certificate | undefined;
}) => {
  const others = compareWith && factsOf(compareWith);
  return (
    <div class="certificate-facts">
      <h6>{title}</h6>
      <dl class="facts">
        {Object.entries(factsOf(certificate)).map(([fact, value]) => (
          <div key={fact} data-fact={fact} class={others && others[fact as keyof typeof others] !== value ? 'differs' : ''}>
            <dt>{words.facts[fact as keyof typeof words.facts]}</dt>
            <dd>{visibleText(fact === 'fingerprint' ? spellFingerprint(value) : value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};

/** The certificate is for other names: the host name has to be typed, so that nobody trusts it by a press too many. */
const ConfirmHost = ({ host, onConfirm, onKeep }: { host: string; onConfirm: (typed: string) => void; onKeep: () => void }) => {
  const id = useId();
  const [typed, setTyped] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (isTypedHost(typed, host)) onConfirm(typed.trim());
  };
  return (
    <form class="confirm-host" onSubmit={submit}>
      <label for={id}>{words.typeHost(visibleText(host))}</label>
      <div class="input-box">
        <input
          id={id}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          ref={(input) => input?.focus()}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div class="trust-actions">
        <button type="button" class="button" onClick={onKeep}>
          {words.keep}
        </button>
        <button type="submit" class="button danger" disabled={!isTypedHost(typed, host)}>
          {words.confirm}
        </button>
      </div>
    </form>
  );
};
