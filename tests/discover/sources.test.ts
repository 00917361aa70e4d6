import { expect, test } from 'vitest';
import { paccDigestRecord } from '../../bridge/src/discover/sources/read-pacc.ts';
import { autoconfig, brief, reportOf, startWorld } from './start-world.ts';

const own = autoconfig({ imap: 'imap.own.test 993 SSL', smtp: 'smtp.own.test 465 SSL' });
const pacc = JSON.stringify({
  protocols: { imap: { host: 'imap.own.test' }, submit: { host: 'smtp.own.test' } },
  authentication: { password: true },
  info: { provider: { name: 'Own Mail' } },
});
const paccSite = {
  'ua-auto-config.own.test': (path: string) =>
    path === '/.well-known/user-agent-configuration.json' ? { body: pacc, type: 'application/json' } : undefined,
};

test('SRV only: TLS at once before STARTTLS, lowest priority first; a foreign host needs consent', async () => {
  await using world = await startWorld({
    zone: {
      '_imaps._tcp.own.test': {
        SRV: [
          { target: 'second.own.test', port: 993, priority: 20 },
          { target: 'first.own.test', port: 10993, priority: 10 },
        ],
      },
      '_imap._tcp.own.test': { SRV: [{ target: 'first.own.test', port: 143 }] },
      '_submission._tcp.own.test': { SRV: [{ target: 'relay.hoster.test', port: 587 }] },
    },
  });
  const found = await world.find('me@own.test');
  expect(brief(found.imap)).toBe('first.own.test 10993 implicit-tls by srv');
  expect(brief(found.smtp)).toBe('relay.hoster.test 587 starttls by srv, with consent');
  expect(found.imap.state === 'found' && found.imap.alternatives.map(({ server }) => server.host)).toEqual([
    'second.own.test',
    'first.own.test',
  ]);
});

test('SRV with a target of "." says that there is no IMAP', async () => {
  await using world = await startWorld({
    zone: {
      '_imaps._tcp.own.test': { SRV: [{ target: '.', port: 0 }] },
      '_submissions._tcp.own.test': { SRV: [{ target: 'smtp.own.test', port: 465 }] },
    },
  });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), brief(found.smtp)]).toEqual(['not-offered', 'smtp.own.test 465 implicit-tls by srv']);
  expect(found.prepare).toEqual([{ need: 'no-imap', legs: ['imap'] }]);
});

test('MX only: a known provider, with what it wants prepared, and consent to its hosts', async () => {
  await using world = await startWorld({ zone: { 'own.test': { MX: [{ exchange: 'aspmx.l.google.com', preference: 1 }] } } });
  const found = await world.find('me@own.test');
  expect(brief(found.imap)).toBe('imap.gmail.com 993 implicit-tls by mx, with consent');
  expect(found.provider).toEqual({ id: 'gmail', name: 'Gmail', oauth: 'accounts.google.com' });
  expect(found.prepare.map(({ need }) => need)).toEqual(['app-password']);
});

test('MX to Microsoft 365: no password for IMAP, and a date for SMTP, before any is typed', async () => {
  await using world = await startWorld({
    zone: { 'own.test': { MX: [{ exchange: 'own-test.mail.protection.outlook.com', preference: 0 }] } },
  });
  const found = await world.find('me@own.test');
  expect(found.imap).toMatchObject({ server: { host: 'outlook.office365.com', password: false, oauth2: true } });
  expect(found.smtp).toMatchObject({ server: { host: 'smtp.office365.com', port: 587, password: true } });
  expect(found.prepare).toMatchObject([
    { need: 'oauth-only', legs: ['imap'] },
    { need: 'passwords-ending', legs: ['smtp'], date: '2026-12-31' },
  ]);
});

test('MX to an unknown operator: what Thunderbird’s database knows of it; the address stays here', async () => {
  await using world = await startWorld({
    zone: { 'own.test': { MX: [{ exchange: 'mx1.mail.hoster.test', preference: 5 }] } },
    ispdb: { 'hoster.test': autoconfig({ imap: 'imap.hoster.test 993 SSL', smtp: 'smtp.hoster.test 465 SSL' }) },
  });
  expect(brief((await world.find('secret.name@own.test')).imap)).toBe('imap.hoster.test 993 implicit-tls by mx, with consent');
  expect(world.requests().join()).not.toContain('secret');
});

test('MX of its own: the operator of the name servers', async () => {
  await using world = await startWorld({
    zone: { 'own.test': { MX: [{ exchange: 'mail.own.test', preference: 5 }], NS: ['ns1.hoster.test'] } },
    sites: {
      'autoconfig.hoster.test': () => ({ body: autoconfig({ imap: 'imap.hoster.test 993 SSL', smtp: 'smtp.hoster.test 465 SSL' }) }),
    },
  });
  expect(brief((await world.find('me@own.test')).imap)).toBe('imap.hoster.test 993 implicit-tls by ns, with consent');
});

test('PACC, with the digest in DNS that vouches for it', async () => {
  await using world = await startWorld({
    sites: paccSite,
    zone: { '_ua-auto-config.own.test': { TXT: [paccDigestRecord(Buffer.from(pacc))] } },
  });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), brief(found.smtp)]).toEqual([
    'imap.own.test 993 implicit-tls by pacc',
    'smtp.own.test 465 implicit-tls by pacc',
  ]);
  expect(found.provider?.name).toBe('Own Mail');
});

test.each([
  ['of another document', [paccDigestRecord(Buffer.from(`${pacc} `))], 'failed digest-mismatch'],
  ['missing', undefined, 'failed digest-missing'],
])('PACC with a digest %s is not used', async (_which, txt, report) => {
  await using world = await startWorld({ sites: paccSite, zone: { '_ua-auto-config.own.test': txt ? { TXT: txt } : {} } });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), reportOf(found, 'pacc')]).toEqual(['unknown', report]);
});

test('settings over plain HTTP only after consent, and then with consent to foreign hosts', async () => {
  const foreign = autoconfig({ imap: 'imap.hoster.test 993 SSL', smtp: 'smtp.own.test 465 SSL' });
  await using world = await startWorld({ plainSites: { 'autoconfig.own.test': () => ({ body: foreign }) } });
  expect(brief((await world.find('secret.name@own.test')).imap)).toBe('unknown');
  expect(world.plainRequests()).toEqual([]);
  const agreed = await world.find('secret.name@own.test', { allowHttp: true });
  expect(brief(agreed.imap)).toBe('imap.hoster.test 993 implicit-tls by autoconfig-http, with consent');
  expect(brief(agreed.smtp)).toBe('smtp.own.test 465 implicit-tls by autoconfig-http');
  expect(world.plainRequests().join()).not.toContain('secret');
});

test('the domain’s own autoconfig is told the address, and outranks the database', async () => {
  await using world = await startWorld({
    sites: { 'autoconfig.own.test': (path) => (path === '/mail/config-v1.1.xml?emailaddress=me%40own.test' ? { body: own } : undefined) },
    ispdb: { 'own.test': autoconfig({ imap: 'old.own.test 993 SSL', smtp: 'old.own.test 465 SSL' }) },
  });
  const found = await world.find('me@own.test');
  expect(brief(found.imap)).toBe('imap.own.test 993 implicit-tls by autoconfig');
});

test('while the address is being typed its domain is told the domain alone', async () => {
  await using world = await startWorld({
    sites: { 'autoconfig.own.test': (path) => (path === '/mail/config-v1.1.xml' ? { body: own } : undefined) },
  });
  const found = await world.find('secret.name@own.test', { tellAddress: false });
  expect(brief(found.imap)).toBe('imap.own.test 993 implicit-tls by autoconfig');
  expect(world.requests().join()).not.toContain('secret');
});

test('a well-known file on the domain itself', async () => {
  await using world = await startWorld({
    sites: { 'own.test': (path) => (path === '/.well-known/autoconfig/mail/config-v1.1.xml' ? { body: own } : undefined) },
  });
  expect(brief((await world.find('me@own.test')).imap)).toBe('imap.own.test 993 implicit-tls by autoconfig');
});

test('Microsoft recognises its tenant; only the domain is sent', async () => {
  await using world = await startWorld({
    sites: {
      'autodiscover-s.outlook.com': () => ({
        body: '{"Protocol":"ActiveSync","Url":"https://outlook.office365.com/Microsoft-Server-ActiveSync"}',
        type: 'application/json',
      }),
    },
  });
  const found = await world.find('secret.name@own.test');
  expect(brief(found.imap)).toBe('outlook.office365.com 993 implicit-tls by autodiscover, with consent');
  expect(world.requests().join()).not.toContain('secret');
});

test.each([
  ['an IDN domain in Unicode', 'me@Bücher.test', 'imap.xn--bcher-kva.test', 'me@Bücher.test'],
  ['an IDN domain in punycode', 'me@xn--bcher-kva.test', 'imap.xn--bcher-kva.test', 'me@xn--bcher-kva.test'],
])('%s', async (_what, address, host, username) => {
  await using world = await startWorld({
    ispdb: { 'xn--bcher-kva.test': autoconfig({ imap: 'imap.%EMAILDOMAIN% 993 SSL', smtp: 'smtp.%EMAILDOMAIN% 465 SSL' }) },
  });
  expect((await world.find(address)).imap).toMatchObject({ server: { host, username }, source: 'ispdb' });
});

test.each([
  ['plus', 'me+shop@own.test'],
  ['quotes', '"odd @ name"@own.test'],
])('an address with %s', async (_what, address) => {
  await using world = await startWorld({
    sites: { 'autoconfig.own.test': (path) => (path.includes('mail/config') ? { body: own } : undefined) },
  });
  expect((await world.find(address)).imap).toMatchObject({ server: { host: 'imap.own.test', username: address }, source: 'autoconfig' });
  expect(world.requests()).toContain(`autoconfig.own.test/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(address)}`);
});
