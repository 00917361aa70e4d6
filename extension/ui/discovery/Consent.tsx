import type { DiscoverySource } from '@kurrier/shared/discovery';
import { discoveryEn } from '@kurrier/shared/words/discovery';
import { lookupWords } from '@kurrier/shared/words/ui-lookup-en';
import { readable } from '../../model/readable.ts';

/** Servers outside the address's own domain that nobody vouches for: nothing is filled in for them before the person agrees. */
export const Consent = ({
  hosts,
  domain,
  onAgree,
}: {
  hosts: { host: string; source: DiscoverySource }[];
  domain: string;
  onAgree: () => void;
}) =>
  hosts.length === 0 ? null : (
    <section class="consent" role="alert">
      {hosts.map(({ host, source }) => (
        <p key={host}>
          {discoveryEn.consent
            .replaceAll('{host}', () => readable(host))
            .replaceAll('{domain}', () => readable(domain))
            .replaceAll('{source}', () => discoveryEn.sources[source])}
        </p>
      ))}
      <button type="button" class="button" data-next onClick={onAgree}>
        {lookupWords.agree(hosts.length)}
      </button>
    </section>
  );
