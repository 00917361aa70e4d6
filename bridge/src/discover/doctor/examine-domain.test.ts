import { expect, test } from 'vitest';
import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import type { Answer, ProbeResult } from '../source-contract.ts';
import { examineDomain, type DomainFacts } from './examine-domain.ts';
import { parseMailAddress } from '../mail-address.ts';
import { parseAutoconfig } from '../sources/parse-autoconfig.ts';
import { readPacc } from '../sources/read-pacc.ts';

const nothing: Answer = { state: 'nothing' };
const server = (host: string, port: number, security: FoundServer['security'] = 'implicit-tls'): FoundServer => ({
  host,
  port,
  security,
  username: 'postmaster@own.test',
  password: true,
  oauth2: false,
});
const found = (imap: FoundServer[], smtp: FoundServer[]): Answer => ({
  state: 'found',
  offer: { imap, smtp, prepare: [], documentation: [] },
});
const both = found([server('mail.own.test', 993)], [server('mail.own.test', 465)]);
const facts = (more: Partial<DomainFacts> = {}): DomainFacts => ({
  domain: 'own.test',
  mx: ['mail.own.test'],
  published: { pacc: nothing, autoconfig: nothing, srv: nothing },
  usual: both,
  probes: [],
  now: new Date('2026-11-25T00:00:00Z'),
  ...more,
});
const lines = (more: Partial<DomainFacts>) =>
  examineDomain(facts(more)).findings.map(({ check, state, subject, detail }) => [check, state, subject, detail].filter(Boolean).join(' '));

test('servers that answer but are published nowhere: every record to publish, exactly', () => {
  const { publish } = examineDomain(facts());
  expect(publish.filter(({ kind }) => kind === 'dns')).toEqual([
    { kind: 'dns', name: '_submissions._tcp.own.test.', type: 'SRV', value: '0 1 465 mail.own.test.' },
    { kind: 'dns', name: '_imaps._tcp.own.test.', type: 'SRV', value: '0 1 993 mail.own.test.' },
    {
      kind: 'dns',
      name: '_ua-auto-config.own.test.',
      type: 'TXT',
      value: expect.stringMatching(/^"v=UAAC1; a=sha256; d=[A-Za-z0-9+/]{43}="$/),
    },
  ]);
});

test('the files to publish are read back as what they are to say', () => {
  const address = parseMailAddress('me@own.test')!;
  const { publish } = examineDomain(facts());
  const files = publish.flatMap((item) => (item.kind === 'file' ? [item] : []));
  const digest = publish.find((item) => item.kind === 'dns' && item.type === 'TXT');
  const [autoconfig, pacc] = files;
  expect(files.map(({ url }) => url)).toEqual([
    'https://autoconfig.own.test/mail/config-v1.1.xml',
    'https://ua-auto-config.own.test/.well-known/user-agent-configuration.json',
  ]);
  const servers = { imap: [{ host: 'mail.own.test', port: 993, username: 'me@own.test' }], smtp: [{ host: 'mail.own.test', port: 465 }] };
  expect(parseAutoconfig(autoconfig!.body, address)).toMatchObject({ ok: true, value: servers });
  const txt = digest?.kind === 'dns' ? [digest.value.slice(1, -1)] : [];
  expect(readPacc(Buffer.from(pacc!.body), txt, address)).toMatchObject({ ok: true, value: servers });
});

test('a domain that publishes everything has nothing to do', () => {
  const report = examineDomain(facts({ published: { pacc: both, autoconfig: both, srv: both } }));
  expect(report.publish).toEqual([]);
  expect(report.findings.filter(({ state }) => state !== 'good')).toEqual([]);
});

test('STARTTLS on 587 has its own service, and no PACC', () => {
  const { publish } = examineDomain(facts({ usual: found([server('mail.own.test', 993)], [server('mail.own.test', 587, 'starttls')]) }));
  expect(publish).toMatchObject([
    { name: '_submission._tcp.own.test.', value: '0 1 587 mail.own.test.' },
    { name: '_imaps._tcp.own.test.' },
    { kind: 'file' },
  ]);
});

test.each([
  ['no MX', { mx: [] }, 'mx missing own.test'],
  ['a null MX', { mx: [''] }, 'null-mx good own.test'],
  ['a null MX beside others', { mx: ['', 'mail.own.test'] }, 'null-mx wrong own.test'],
  ['an MX lookup that failed alone', { mx: undefined }, 'autoconfig missing https://autoconfig.own.test/mail/config-v1.1.xml'],
  [
    'a broken autoconfig file',
    { published: { ...facts().published, autoconfig: { state: 'failed', detail: 'malformed' } } },
    'autoconfig wrong https://autoconfig.own.test/mail/config-v1.1.xml malformed',
  ],
  [
    'a web server that is down',
    { published: { ...facts().published, autoconfig: { state: 'failed', detail: 'unreachable' } } },
    'autoconfig missing https://autoconfig.own.test/mail/config-v1.1.xml',
  ],
  [
    'a PACC digest that is out of date',
    { published: { ...facts().published, pacc: { state: 'failed', detail: 'digest-mismatch' } } },
    'pacc wrong ua-auto-config.own.test digest-mismatch',
  ],
  ['no server at all', { usual: nothing }, 'server missing imap'],
  [
    'sources that disagree',
    { published: { ...facts().published, autoconfig: both, srv: found([server('old.own.test', 993)], [server('mail.own.test', 465)]) } },
    'agreement wrong imap autoconfig mail.own.test:993, srv old.own.test:993',
  ],
] satisfies [string, Partial<DomainFacts>, string][])('%s', (_what, more, line) => {
  expect(lines(more)).toContain(line);
});

test('without DNS nothing is said of the domain', () => {
  const failed: Answer = { state: 'failed', detail: 'dns' };
  const report = examineDomain(facts({ mx: undefined, published: { ...facts().published, srv: failed }, usual: nothing }));
  expect(report).toMatchObject({ couldNotLook: true, servers: [], publish: [] });
  expect(report.findings.map(({ check, state }) => `${check} ${state}`)).toEqual(['mx wrong', 'srv wrong']);
});

const probed = (result: ProbeResult | undefined): Partial<DomainFacts> => ({
  probes: [{ server: { leg: 'imap', host: 'mail.own.test', port: 993, security: 'implicit-tls' }, result }],
});
const certificate = {
  subject: '',
  issuer: '',
  names: ['mail.own.test'],
  validFrom: '',
  validTo: '2027-01-31T00:00:00Z',
  fingerprint: '',
  spki: '',
};
const tls: ProbeResult = { security: 'implicit-tls', greeting: '', trust: 'trusted', certificate };

test.each([
  ['does not answer', undefined, 'server wrong mail.own.test:993'],
  ['answers', tls, 'server good mail.own.test:993 implicit-tls'],
  ['has a good certificate', tls, 'certificate good mail.own.test:993 mail.own.test, until 2027-01-31'],
  [
    'has one for another name',
    { ...tls, trust: 'other-name', certificate: { ...certificate, names: ['web.hoster.test'] } },
    'certificate wrong mail.own.test:993 web.hoster.test',
  ],
  ['has one of its own making', { ...tls, trust: 'untrusted' }, 'certificate wrong mail.own.test:993 untrusted'],
  [
    'has one that ends in ten days',
    { ...tls, certificate: { ...certificate, validTo: '2026-12-05T00:00:00Z' } },
    'certificate wrong mail.own.test:993 mail.own.test, until 2026-12-05',
  ],
  ['offers no encryption', { security: 'cleartext', greeting: '', trust: 'untrusted' }, 'certificate missing mail.own.test:993'],
] satisfies [string, ProbeResult | undefined, string][])('a server that %s', (_what, result, line) => {
  expect(lines(probed(result))).toContain(line);
});
