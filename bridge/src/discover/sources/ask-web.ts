import { providers } from '@kurrier/shared/providers';
import type { AskSource, DiscoverDeps } from '../source-contract.ts';
import { locate } from '../network/document-location.ts';
import { offerOfProvider } from './provider-offer.ts';
import { autodiscoverPath, isMicrosoftTenant } from './read-autodiscover.ts';
import { paccDigestName, paccUrl, readPacc } from './read-pacc.ts';

/** The domain's PACC document, together with the digest in its DNS that vouches for it. */
export const askPacc =
  ({ fetchDocument, dns, baseUrls }: Pick<DiscoverDeps, 'fetchDocument' | 'dns' | 'baseUrls'>): AskSource =>
  async (address, signal) => {
    const [fetched, txt] = await Promise.all([
      fetchDocument(locate('pacc', paccUrl(address.domain), address.domain, baseUrls), signal),
      dns.txt(paccDigestName(address.domain), signal),
    ]);
    if (!fetched.ok) return { state: fetched.failure === 'not-found' ? 'nothing' : 'failed', detail: fetched.failure };
    const read = readPacc(fetched.value.body, txt ?? [], address);
    return read.ok ? { state: 'found', offer: read.value } : { state: 'failed', detail: read.failure };
  };

/** Microsoft, asked only whether the domain is a tenant of its cloud. */
export const askAutodiscover =
  ({ fetchDocument, baseUrls }: Pick<DiscoverDeps, 'fetchDocument' | 'baseUrls'>): AskSource =>
  async (address, signal) => {
    const url = `https://autodiscover-s.outlook.com${autodiscoverPath(address.domain)}`;
    const fetched = await fetchDocument(locate('autodiscover', url, address.domain, baseUrls), signal);
    if (!fetched.ok) return { state: fetched.failure === 'not-found' ? 'nothing' : 'failed', detail: fetched.failure };
    if (!isMicrosoftTenant(fetched.value.body.toString('utf8'))) return { state: 'nothing' };
    return { state: 'found', offer: offerOfProvider(microsoft365, address) };
  };

const microsoft365 = providers.find(({ id }) => id === 'microsoft-365')!;
