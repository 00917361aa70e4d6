import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { DomainReport, Finding, Publication, PublishedServer } from '@kurrier/shared/discovery/domain-report';
import type { Answer, ProbeResult } from '../source-contract.ts';
import { srvServiceOf, writeAutoconfig, writePacc, writeSrv } from './write-publications.ts';

/** The sources that a domain's owner publishes, in the order in which they are believed. */
const publishingSources = ['pacc', 'autoconfig', 'srv'] as const;
type PublishingSource = (typeof publishingSources)[number];

/** Everything that was found out about a domain. */
export interface DomainFacts {
  domain: string;
  /** As published, an empty name being the null MX of RFC 7505; undefined: the lookup failed. */
  mx: readonly string[] | undefined;
  published: Readonly<Record<PublishingSource, Answer>>;
  /** What answers under the usual names. */
  usual: Answer;
  /** What each server said that is published or was found. */
  probes: readonly { server: PublishedServer; result: ProbeResult | undefined }[];
  now: Date;
}

/** A certificate that ends within this time is wrong already: the renewal should have come. */
const renewalDueMs = 14 * 24 * 3600 * 1000;

/** Says what is published, what is missing and what is wrong, and writes what to publish. Pure: the same facts give the same report. */
export const examineDomain = (facts: DomainFacts): Omit<DomainReport, 'tookMs'> => {
  const { domain, published } = facts;
  // Without DNS nothing else was asked of the domain either, whatever the sources say is missing.
  if (!facts.mx && published.srv.state === 'failed')
    return { domain, servers: [], findings: [examineMx(facts), ...examineSrv(facts, [])], publish: [], couldNotLook: true };
  const servers = legs.flatMap((leg) => bestServer(facts, leg) ?? []);
  const srvMissing = servers.filter((server) => !namedBySrv(published.srv, server));
  const isUsable = (source: PublishingSource) => published[source].state === 'found';
  const publish: Publication[] = [
    ...srvMissing.flatMap((server) => {
      const service = srvServiceOf(server);
      return service ? [writeSrv(domain, service, server)] : [];
    }),
    ...(servers.length > 0 && !isUsable('autoconfig') ? [writeAutoconfig(domain, servers)] : []),
    ...(isUsable('pacc') ? [] : writePacc(domain, servers)),
  ];
  const findings = [
    examineMx(facts),
    examineDocument('autoconfig', `https://autoconfig.${domain}/mail/config-v1.1.xml`, published.autoconfig),
    ...examineSrv(facts, servers),
    examineDocument('pacc', `ua-auto-config.${domain}`, published.pacc),
    ...legs
      .filter((leg) => !servers.some((server) => server.leg === leg))
      .map((leg): Finding => ({ check: 'server', state: 'missing', subject: leg })),
    ...facts.probes.flatMap((probe) => examineServer(probe, facts.now)),
    ...legs.flatMap((leg) => examineAgreement(published, leg)),
  ];
  return { domain, servers, findings, publish };
};

/** Every server that some source of the domain names, each once. */
export const namedServers = ({ published, usual }: Pick<DomainFacts, 'published' | 'usual'>): PublishedServer[] => {
  const answers = [...publishingSources.map((source) => published[source]), usual];
  const named = answers.flatMap((answer) => legs.flatMap((leg) => serversOf(answer, leg)));
  return named.filter((server, at) => named.findIndex((other) => keyOf(other) === keyOf(server)) === at).slice(0, 12);
};

const keyOf = ({ leg, host, port }: PublishedServer): string => `${leg} ${host.toLowerCase()} ${port}`;

const serversOf = (answer: Answer, leg: Leg): PublishedServer[] =>
  answer.state === 'found' ? (answer.offer[leg] ?? []).map(({ host, port, security }) => ({ leg, host, port, security })) : [];

const bestServer = ({ published, usual }: DomainFacts, leg: Leg): PublishedServer | undefined =>
  [...publishingSources.map((source) => published[source]), usual]
    .map((answer) => serversOf(answer, leg)[0])
    .find((server) => server !== undefined);

const namedBySrv = (srv: Answer, server: PublishedServer): boolean =>
  serversOf(srv, server.leg).some((other) => keyOf(other) === keyOf(server));

const examineMx = ({ domain, mx }: DomainFacts): Finding => {
  if (!mx) return { check: 'mx', state: 'wrong', subject: domain };
  if (mx.includes('')) return { check: 'null-mx', state: mx.length === 1 ? 'good' : 'wrong', subject: domain };
  return mx.length > 0
    ? { check: 'mx', state: 'good', subject: domain, detail: mx.join(', ') }
    : { check: 'mx', state: 'missing', subject: domain };
};

const examineDocument = (check: 'autoconfig' | 'pacc', subject: string, answer: Answer): Finding => {
  if (answer.state === 'found') return { check, state: 'good', subject };
  return answer.state === 'failed' && answer.detail !== 'unreachable'
    ? { check, state: 'wrong', subject, ...(answer.detail && { detail: answer.detail }) }
    : { check, state: 'missing', subject };
};

const examineSrv = ({ domain, published: { srv } }: DomainFacts, servers: readonly PublishedServer[]): Finding[] => {
  if (srv.state === 'failed') return [{ check: 'srv', state: 'wrong', subject: domain }];
  return servers.flatMap((server): Finding[] => {
    const service = srvServiceOf(server);
    if (!service) return [];
    const isNamed = namedBySrv(srv, server);
    return [
      {
        check: 'srv',
        state: isNamed ? 'good' : 'missing',
        subject: `_${service}._tcp.${domain}`,
        ...(isNamed && { detail: `${server.host}:${server.port}` }),
      },
    ];
  });
};

const examineServer = ({ server, result }: DomainFacts['probes'][number], now: Date): Finding[] => {
  const subject = `${server.host}:${server.port}`;
  if (!result) return [{ check: 'server', state: 'wrong', subject }];
  return [{ check: 'server', state: 'good', subject, detail: result.security }, examineCertificate(subject, result, now)];
};

const examineCertificate = (subject: string, { security, trust, certificate }: ProbeResult, now: Date): Finding => {
  if (security === 'cleartext' || !certificate) return { check: 'certificate', state: 'missing', subject };
  const names = certificate.names.slice(0, 10).join(', ');
  if (trust !== 'trusted') return { check: 'certificate', state: 'wrong', subject, detail: trust === 'other-name' ? names : trust };
  const endsSoon = Date.parse(certificate.validTo) - now.getTime() < renewalDueMs;
  return {
    check: 'certificate',
    state: endsSoon ? 'wrong' : 'good',
    subject,
    detail: `${names}, until ${certificate.validTo.slice(0, 10)}`,
  };
};

/** Compares what the sources name first for a leg; says nothing where fewer than two name anything. */
const examineAgreement = (published: DomainFacts['published'], leg: Leg): Finding[] => {
  const named = publishingSources.flatMap((source) => {
    const first = serversOf(published[source], leg)[0];
    return first ? [{ source, server: `${first.host.toLowerCase()}:${first.port}` }] : [];
  });
  if (named.length < 2) return [];
  const agree = new Set(named.map(({ server }) => server)).size === 1;
  const detail = agree ? named[0]!.server : named.map(({ source, server }) => `${source} ${server}`).join(', ');
  return [{ check: 'agreement', state: agree ? 'good' : 'wrong', subject: leg, detail }];
};
