import type { Discovery, DiscoverySource } from '@kurrier/shared/discovery/discovery';
import { consentOf, discoveryEn } from '@kurrier/shared/words/discovery';
import { lookupWords } from '@kurrier/shared/words/pages/lookup';
import { visibleText } from '../../model/visible-text.ts';

/** Servers outside the address's own domain that nobody vouches for: nothing is filled in for them before the person agrees. */
export const Consent = ({
  hosts,
  discovery,
  onAgree,
}: {
  hosts: { host: string; source: DiscoverySource }[];
  discovery: Discovery;
  onAgree: () => void;
}) =>
  hosts.length === 0 ? null : (
    <section class="consent" role="alert">
      {[...bySource(hosts)].map(([source, found]) => (
        <p key={source}>{visibleText(consentOf({ hosts: found, source }, discovery, discoveryEn))}</p>
      ))}
      <button type="button" class="button" data-next onClick={onAgree}>
        {lookupWords.agree(hosts.length)}
      </button>
    </section>
  );

const bySource = (hosts: readonly { host: string; source: DiscoverySource }[]): Map<DiscoverySource, string[]> => {
  const sources = new Map<DiscoverySource, string[]>();
  for (const { host, source } of hosts) sources.set(source, [...(sources.get(source) ?? []), host]);
  return sources;
};
