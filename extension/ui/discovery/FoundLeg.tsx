import type { Leg } from '@kurrier/shared/account/connection';
import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import { isLoopbackAddress } from '@kurrier/shared/account/loopback-host';
import { discoveryEn } from '@kurrier/shared/words/discovery';
import { accountWords } from '@kurrier/shared/words/pages/accounts';
import { lookupWords as words } from '@kurrier/shared/words/pages/lookup';
import type { Candidate, LegFinding } from '../../model/discovery/use-found-servers.ts';
import { visibleText } from '../../model/visible-text.ts';

interface FoundLegProps {
  leg: Leg;
  finding: LegFinding;
  address: string;
  /** What is said where the provider has no such leg; null where the other leg says it. */
  notOffered: string | null;
  /** Where both legs were found in the same place, one of the two says so. */
  showsSource: boolean;
  onChoose: (index: number) => void;
}

/** What was found for one leg, in one quiet line: the server, how it is reached, where that is known from. */
export const FoundLeg = ({ leg, finding, address, notOffered, showsSource, onChoose }: FoundLegProps) =>
  finding.state === 'not-offered' && notOffered === null ? null : (
    <div class="found-leg" data-leg={leg} data-state={finding.state}>
      <h3>{accountWords.legs[leg]}</h3>
      {'chosen' in finding ? (
        <div class="found-server">
          <ServerChoice leg={leg} {...finding} onChoose={onChoose} />
          {finding.state === 'no-password' ? <p class="warning">{words.noPassword}</p> : null}
          {finding.chosen.server.security === 'cleartext' ? <NoEncryption {...finding.chosen.server} /> : null}
          <Provenance {...finding.chosen} address={address} showsSource={showsSource} />
        </div>
      ) : (
        <p class="hint">{finding.state === 'not-offered' ? visibleText(notOffered ?? '') : words.notFound(accountWords.legs[leg])}</p>
      )}
    </div>
  );

const NoEncryption = ({ host }: FoundServer) =>
  isLoopbackAddress(host) ? <p class="hint">{discoveryEn.noEncryptionHere}</p> : <p class="warning">{discoveryEn.noEncryption}</p>;

const modeOf = ({ port, security }: FoundServer): string => `${port} · ${words.security[security]}`;

const ServerChoice = ({
  leg,
  chosen,
  candidates,
  onChoose,
}: {
  leg: Leg;
  chosen: Candidate;
  candidates: Candidate[];
  onChoose: (index: number) => void;
}) =>
  candidates.length === 1 ? (
    <p class="server">
      <span class="host">{visibleText(chosen.server.host)}</span> <span class="mode">{modeOf(chosen.server)}</span>
    </p>
  ) : (
    <select
      aria-label={words.choose(accountWords.legs[leg])}
      value={candidates.indexOf(chosen)}
      onChange={(event) => onChoose(Number(event.currentTarget.value))}
    >
      {candidates.map(({ server }, index) => (
        <option key={index} value={index}>
          {visibleText(server.host)} {modeOf(server)}
        </option>
      ))}
    </select>
  );

const Provenance = ({ server, source, address, showsSource }: Candidate & { address: string; showsSource: boolean }) => {
  const parts = [
    ...(showsSource ? [words.found(discoveryEn.sources[source])] : []),
    ...(server.username === address ? [] : [words.signsInAs(visibleText(server.username))]),
  ];
  return parts.length === 0 ? null : <p class="hint">{parts.join(' ')}</p>;
};
