import type { DomainReport } from '@kurrier/shared/discovery/domain-report';
import { askAutoconfig } from '../sources/ask-autoconfig.ts';
import { askSrv } from '../sources/ask-dns.ts';
import { askProbes } from '../sources/ask-probes.ts';
import { askPacc } from '../sources/ask-web.ts';
import type { Answer, DiscoverDeps } from '../source-contract.ts';
import { examineDomain, namedServers } from './examine-domain.ts';
import { parseMailAddress } from '../mail-address.ts';
import { screenOffer } from '../decide/screen-offer.ts';
import { settleAnswer } from '../decide/settle-answer.ts';
import { until } from '../../async/until-aborted.ts';

/** What is found out within these times is reported: together they leave the report within 8 s, whoever does not answer. */
const lookMs = 4500;
const probeMs = 3000;

const asks = { pacc: askPacc, autoconfig: askAutoconfig, srv: askSrv, probe: askProbes };
type Asked = keyof typeof asks;

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
    const askSource = async (source: Asked): Promise<Answer> => {
      const answer = await asks[source](deps)(address, signal);
      if (answer.state !== 'found') return answer;
      return { state: 'found', offer: (await screenOffer(source, answer.offer, address, deps, signal)).offer };
    };
    const ask = async (source: Asked): Promise<Answer> =>
      (await until(signal, () => settleAnswer(askSource(source)))) ?? { state: 'failed', detail: 'timed-out' };
    const [pacc, autoconfig, srv, usual, mx] = await Promise.all([
      ask('pacc'),
      ask('autoconfig'),
      ask('srv'),
      ask('probe'),
      until(signal, () => deps.dns.mx(address.domain, signal)),
    ]);
    const found = { published: { pacc, autoconfig, srv }, usual };
    const probing = AbortSignal.any([...(cancel ? [cancel] : []), AbortSignal.timeout(probeMs)]);
    const probes = await Promise.all(
      namedServers(found).map(async (server) => ({ server, result: await until(probing, () => deps.probe(server, probing)) })),
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
