import { expect, test } from 'vitest';
import { Preparation } from './discovery/discovery.ts';
import { customDomain, providerOfDomain, providerOfMx, providers } from './providers.ts';
import type { Provider, ProviderServer } from './providers/provider.ts';

const words = (text = '') => text.split(' ').filter(Boolean);
const duplicates = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);
const serversOf = (leg: 'smtp' | 'imap') =>
  providers.flatMap((provider) => (provider[leg] ?? []).map((server) => ({ ...server, id: provider.id })));
const loopback = (server: ProviderServer) => server.host === '127.0.0.1';

test('at least sixty providers, each under an id, a domain and an MX of its own', () => {
  expect(providers.length).toBeGreaterThanOrEqual(60);
  expect(duplicates(providers.map(({ id }) => id))).toEqual([]);
  expect(duplicates(providers.flatMap(({ domains }) => words(domains)))).toEqual([]);
  expect(duplicates(providers.flatMap(({ mx }) => words(mx)))).toEqual([]);
  expect(providers.filter(({ domains, mx }) => !domains && !mx)).toEqual([]);
});

test('domains and MX ends are lower-case names without a trailing dot', () => {
  const names = providers.flatMap(({ domains, mx }) => [...words(domains), ...words(mx)]);
  expect(names.filter((name) => !/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(name))).toEqual([]);
});

test('every server is encrypted, on a port that its mode is used on', () => {
  const usual: Record<string, readonly number[]> = {
    'imap implicit-tls': [993],
    'imap starttls': [143],
    'smtp implicit-tls': [465],
    'smtp starttls': [587],
  };
  /** Documented by the provider in this unusual form. */
  const unusual = new Set(['spectrum smtp 587 implicit-tls', 'rediffmail smtp 586 implicit-tls']);
  const odd = (['smtp', 'imap'] as const).flatMap((leg) =>
    serversOf(leg)
      .filter((server) => !loopback(server) && !usual[`${leg} ${server.security}`]?.includes(server.port))
      .map(({ id, port, security }) => `${id} ${leg} ${port} ${security}`)
      .filter((line) => !unusual.has(line)),
  );
  expect(odd).toEqual([]);
});

test('a provider without servers says why, and names them otherwise', () => {
  const closed = new Set(['no-mail-programs', 'forwarding-only']);
  for (const { id, smtp, imap, prepare } of providers) {
    const saysClosed = prepare.some(({ need }) => closed.has(need));
    expect([id, smtp === undefined && imap === undefined]).toEqual([id, saysClosed]);
    expect([id, imap === undefined && smtp !== undefined]).toEqual([id, prepare.some(({ need }) => need === 'no-imap')]);
  }
});

test('only a provider with a bridge of its own is reached on this computer', () => {
  const local = [...serversOf('smtp'), ...serversOf('imap')].filter(loopback).map(({ id }) => id);
  const bridged = providers.filter(({ prepare }) => prepare.some(({ need }) => need === 'local-bridge')).map(({ id }) => id);
  expect([...new Set(local)]).toEqual(bridged);
});

test('pages are https, and only a need that ends has a day', () => {
  for (const { id, page, prepare } of [customDomain, ...providers]) {
    if (page !== undefined) expect([id, page]).toEqual([id, expect.stringMatching(/^https:\/\/[^ ]+$/)]);
    for (const preparation of prepare) {
      expect(Preparation.parse(preparation)).toEqual(preparation);
      expect([id, preparation.url]).toEqual([id, expect.stringMatching(/^https:\/\/[^ ]+$/)]);
      expect(preparation.date !== undefined).toBe(preparation.need === 'passwords-ending');
    }
  }
});

/** Names that are the provider's own: an MX under one of them needs no further support. */
const isOwnName = ({ domains, imap, smtp }: Provider, end: string): boolean =>
  [...words(domains), ...[...(imap ?? []), ...(smtp ?? [])].map(({ host }) => host)]
    .map((name) => name.split('.').slice(-2).join('.'))
    .some((owner) => end === owner || end.endsWith(`.${owner}`));

test('every stated fact says where it was looked up, and when', () => {
  for (const provider of [customDomain, ...providers]) {
    const { id, imap, smtp, prepare, mx, lookedUp } = provider;
    const hasForeignMx = words(mx).some((end) => !isOwnName(provider, end));
    expect([id, lookedUp.servers !== undefined]).toEqual([id, imap !== undefined || smtp !== undefined]);
    expect([id, lookedUp.prepare !== undefined]).toEqual([id, prepare.length > 0]);
    if (hasForeignMx) expect([id, lookedUp.mx !== undefined]).toEqual([id, true]);
    for (const { on, sources } of Object.values(lookedUp)) {
      expect([id, on]).toEqual([id, expect.stringMatching(/^20\d\d-[01]\d-[0-3]\d$/)]);
      expect([id, sources.length]).not.toEqual([id, 0]);
      expect([id, sources.filter((source) => !/^(?:https:\/\/[^ ]+|[a-z].{10,})$/.test(source))]).toEqual([id, []]);
    }
  }
});

test('the documented rows', () => {
  expect(providerOfDomain('gmail.com')).toMatchObject({
    smtp: [{ host: 'smtp.gmail.com', port: 465, security: 'implicit-tls' }, {}],
    imap: [{ host: 'imap.gmail.com', port: 993, security: 'implicit-tls' }],
    prepare: [{ need: 'app-password' }],
  });
  expect(providerOfMx('example-com.mail.protection.outlook.com')).toMatchObject({
    smtp: [{ host: 'smtp.office365.com', port: 587, security: 'starttls' }],
    imap: [{ host: 'outlook.office365.com', port: 993, security: 'implicit-tls' }],
    prepare: [
      { need: 'oauth-only', legs: ['imap'] },
      { need: 'passwords-ending', legs: ['smtp'], date: '2026-12-31' },
    ],
  });
  expect(customDomain).toMatchObject({
    smtp: [
      { host: 'mail.{domain}', port: 465, security: 'implicit-tls' },
      { host: 'mail.{domain}', port: 587, security: 'starttls' },
    ],
    imap: [{ host: 'mail.{domain}', port: 993, security: 'implicit-tls' }],
  });
});

test('an MX belongs to the provider with the longest matching end, on whole labels', () => {
  expect(providerOfMx('aspmx.l.google.com')?.id).toBe('gmail');
  expect(providerOfMx('outlook-com.olc.protection.outlook.com')?.id).toBe('outlook');
  expect(providerOfMx('mx.notgoogle.com')).toBeUndefined();
  expect(providerOfMx('google.com.attacker.example')).toBeUndefined();
});

test.each<[string, string | undefined]>([
  ['www123.your-server.de', 'hetzner'],
  ['dedi4567.your-server.de', 'hetzner'],
  ['static.9.2.0.192.clients.your-server.de', undefined],
  ['mail.example.clients.your-server.de', undefined],
  ['mx1.mail.ovh.net', 'ovh'],
  ['ns12.ovh.net', 'ovh'],
  ['vps-0a1b2c3d.vps.ovh.net', undefined],
  ['vps12345.ovh.net', undefined],
  ['ns3012345.ovh.net', undefined],
  ['smtp.secureserver.net', 'godaddy'],
  ['ip-192-0-2-9.ip.secureserver.net', undefined],
  ['p3plcpnl0123.prod.phx3.secureserver.net', undefined],
  ['mx1.comcast.net', 'xfinity'],
  ['c-192-0-2-9.hsd1.ca.comcast.net', undefined],
])('an exchanger at %s is of %s: a rented machine is not its provider’s', (host, id) => {
  expect(providerOfMx(host)?.id).toBe(id);
});
