import type { Step } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { evidenceWords } from '@kurrier/shared/words/pages/verdict';
import { visibleText } from '../../model/visible-text.ts';
import { Steps } from './Steps.tsx';

/** The evidence of a failure, folded away: the server's own words, codes, addresses, certificate and the steps up to it. */
export const FailureDetails = ({ leg, failure, steps }: { leg: Leg; failure: Failure; steps: Step[] }) => (
  <details>
    <summary>{evidenceWords.details}</summary>
    {failure.reply ? (
      <>
        <p class="caption">{evidenceWords.serverSaid}</p>
        <pre dir="ltr">{visibleText(failure.reply.text)}</pre>
      </>
    ) : (
      <p class="caption">{evidenceWords.saidNothing}</p>
    )}
    <dl class="facts">
      {factsOf(failure).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{visibleText(value)}</dd>
        </div>
      ))}
    </dl>
    <Steps leg={leg} steps={steps} />
  </details>
);

const factsOf = ({ kind, code, host, port, security, addresses, certificate }: Failure): [string, string][] => {
  const { names, issuer, validTo, fingerprint } = evidenceWords.certificateFacts;
  const server = [host, port, security && `· ${accountWords.security[security]}`].filter((part) => part !== undefined).join(' ');
  const facts: [string, string | undefined][] = [
    [evidenceWords.kind, kind],
    [evidenceWords.code, code],
    [evidenceWords.server, server],
    [evidenceWords.addresses, addresses?.map((tried) => `${tried.address} ${tried.code}`).join('\n')],
    [names, certificate?.names.join(', ')],
    [issuer, certificate?.issuer],
    [validTo, certificate?.validTo.slice(0, 10)],
    [fingerprint, certificate?.fingerprint],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
};
