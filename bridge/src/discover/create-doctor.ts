import type { DomainReport } from '@kurrier/shared/domain-report';
import { askAutoconfig } from './ask-autoconfig.ts';
import { askSrv } from './ask-dns.ts';
import { askProbes } from './ask-probes.ts';
import { askPacc } from './ask-web.ts';
import type { DiscoverDeps } from './ask.ts';
import { examineDomain, namedServers } from './examine-domain.ts';
import { parseMailAddress } from './mail-address.ts';
import { screenOffer } from './screen-offer.ts';

/** Everything has to be found out within this time, so that the report is there within 8 s. */
const lookMs = 4500;

/** Examines what a domain publishes. Undefined where the text is no domain; otherwise it resolves within 8 s and never rejects. */
export type Doctor = (domain: string, signal?: AbortSignal) => Promise<DomainReport | undefined>;

/** All sources of the domain's own are read, none outranks another here, and every server that they name is asked for its certificate. */
export const createDoctor =
  (deps: DiscoverDeps): Doctor =>
  async (text, cancel) => {
    const startedAt = performance.now();
    // A mailbox that every domain has to have (RFC 5321 §4.5.1): the domain's own server is asked with it.
    const address = parseMailAddress(`postmaster@${text}`);
    if (!address || text.includes('@')) return undefined;
    const end = AbortSignal.timeout(lookMs);
    const signal = cancel ? AbortSignal.any([cancel, end]) : end;
    const ask = async (source: 'pacc' | 'autoconfig' | 'srv' | 'probe') => {
      const answer = await { pacc: askPacc, autoconfig: askAutoconfig, srv: askSrv, probe: askProbes }[source](deps)(address, signal);
      if (answer.state !== 'found') return answer;
      return { state: 'found' as const, offer: (await screenOffer(source, answer.offer, address, deps, signal)).offer };
    };
    const [pacc, autoconfig, srv, usual, mx] = await Promise.all([
      ask('pacc'),
      ask('autoconfig'),
      ask('srv'),
      ask('probe'),
      deps.dns.mx(address.domain, signal),
    ]);
    const found = { published: { pacc, autoconfig, srv }, usual };
    const probes = await Promise.all(
      namedServers(found).map(async (server) => ({ server, result: await deps.probe(server, cancel ?? new AbortController().signal) })),
    );
    const report = examineDomain({
      ...found,
      domain: address.domain,
      mx: mx?.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, '')),
      probes,
      now: new Date(),
    });
    return { ...report, tookMs: Math.round(performance.now() - startedAt) };
  };
