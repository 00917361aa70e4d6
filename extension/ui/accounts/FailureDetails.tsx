import type { Step } from '@kurrier/shared/account/account';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { accountWords, verdictWords } from '@kurrier/shared/words/pages/accounts';
import { readable } from '../../model/readable.ts';
import { Steps } from './Steps.tsx';

/** The evidence of a failure, folded away: the server's own words, codes, addresses, certificate and the steps up to it. */
export const FailureDetails = ({ leg, failure, steps }: { leg: Leg; failure: Failure; steps: Step[] }) => (
  <details>
    <summary>{verdictWords.details}</summary>
    {failure.reply ? (
      <>
        <p class="caption">{verdictWords.serverSaid}</p>
        <pre dir="ltr">{readable(failure.reply.text)}</pre>
      </>
    ) : (
      <p class="caption">{verdictWords.saidNothing}</p>
    )}
    <dl class="facts">
      {factsOf(failure).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{readable(value)}</dd>
        </div>
      ))}
    </dl>
    <Steps leg={leg} steps={steps} />
  </details>
);

const factsOf = ({ kind, code, host, port, security, addresses, certificate }: Failure): [string, string][] => {
  const { names, issuer, validTo, fingerprint } = verdictWords.certificateFacts;
  const server = [host, port, security && `· ${accountWords.security[security]}`].filter((part) => part !== undefined).join(' ');
  const facts: [string, string | undefined][] = [
    [verdictWords.kind, kind],
    [verdictWords.code, code],
    [verdictWords.server, server],
    [verdictWords.addresses, addresses?.map((tried) => `${tried.address} ${tried.code}`).join('\n')],
    [names, certificate?.names.join(', ')],
    [issuer, certificate?.issuer],
    [validTo, certificate?.validTo.slice(0, 10)],
    [fingerprint, certificate?.fingerprint],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
};
