import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { expect, test } from 'vitest';
import { judgePage } from './judge-page.ts';

const judge = (lines: readonly (string | PageLine)[], origin = 'https://help.hoster.test') =>
  judgePage(
    lines.map((line) => (typeof line === 'string' ? { kind: line.startsWith('# ') ? 'heading' : 'text', cells: [line] } : line)),
    { domain: 'bakery.test', localPart: 'ann' },
    { origin, registrable: (host) => host.split('.').slice(-2).join('.'), endStep: async () => undefined },
  );
const ports = ['IMAP port: 993 (SSL)', 'SMTP port: 465 (SSL)'];

test.each([
  'The servers for IMAP, POP3 and SMTP: mail.hoster.test',
  'IMAP/SMTP server: mail.hoster.test',
  'Server für Empfang (IMAP) und Versand (SMTP) ist mail.hoster.test.',
  'Adres serwera poczty przychodzącej i wychodzącej: mail.hoster.test',
  'mail.hoster.test for both incoming and outgoing mail',
  'mail.hoster.test ist der Server für IMAP und SMTP',
])('one server for all: %s', async (server) => {
  expect(await judge([server, ...ports])).toMatchObject({
    imap: { host: 'mail.hoster.test', port: 993 },
    smtp: { host: 'mail.hoster.test', port: 465 },
  });
});

test.each([
  'imap.hoster.test for incoming and out.hoster.test for outgoing mail',
  'imap.hoster.test (incoming), out.hoster.test (outgoing)',
  'imap.hoster.test ist der Server für den Eingang, out.hoster.test für den Ausgang',
])('hosts before what they are for: %s', async (servers) => {
  expect(await judge([servers, ...ports])).toMatchObject({
    imap: { host: 'imap.hoster.test', port: 993 },
    smtp: { host: 'out.hoster.test', port: 465 },
  });
});

test('a host that is named before a protocol, and is not said to be for it, is none of its servers', async () => {
  expect(await judge(['Sign in at panel.hoster.test and enable IMAP there.', ...ports])).toMatchObject({ imap: null, smtp: null });
});

test('what is incoming below a heading for POP3 is POP3', async () => {
  const { imap } = await judge([
    '# POP3',
    'Incoming server: in.hoster.test',
    'Port: 995',
    '# IMAP',
    'Incoming server: mail.hoster.test',
    'Port: 993',
  ]);
  expect(imap).toMatchObject({ host: 'mail.hoster.test', port: 993 });
});

test('a port is that of its protocol, wherever it stands', async () => {
  const { imap, smtp } = await judge(['IMAP: imap.hoster.test', 'SMTP: smtp.hoster.test, port 993', 'Port 465 SSL', 'Port 995 SSL']);
  expect([imap?.port, smtp?.port]).toEqual([993, 465]);
});

test.each([
  'mail.your.domain.name',
  'mail.my-own.domain.tld',
  'mail.yourdomain.co.uk',
  'mail.seudominio.com.br',
  'mail.domeniultau.ro',
  'mail.tenmiencuaban.vn',
  'mail.ihre-domain',
  'mail.%domain%',
  'mail.${DOMAIN}',
  'mail.ditdomæne.dk',
  'mail.dindomän.se',
])('%s is the server of the reader’s own domain', async (host) => {
  expect((await judge([`IMAP: ${host}, port 993, SSL`])).imap).toMatchObject({ host: 'mail.bakery.test', needsConsent: false });
});

test.each([
  'Replace acme.org with your own domain.',
  'In this guide acme.org stands for your domain.',
  'Ersetzen Sie acme.org durch Ihre Domain.',
  'Remplacez acme.org par votre domaine.',
  'A título de exemplo usamos o domínio acme.org.',
])('what the page says to be an example is the reader’s own domain: %s', async (said) => {
  const { imap, smtp } = await judge(['IMAP: mail.acme.org, port 993, SSL', 'SMTP: mail.acme.org, port 465, SSL', said]);
  expect([imap, smtp]).toMatchObject([{ host: 'mail.bakery.test' }, { host: 'mail.bakery.test' }]);
});

test('a page’s own domain is no example, and what explains one names no server', async () => {
  const own = await judge(['IMAP: mail.hoster.test, port 993, SSL', 'For example, hoster.test is the domain of your control panel.']);
  expect(own.imap).toMatchObject({ host: 'mail.hoster.test', needsConsent: true });
  const explained = await judge(['The IMAP server is named mail.domain.com, where domain.com is your domain. Port 993, SSL.']);
  expect(explained.imap).toMatchObject({ host: 'mail.bakery.test' });
});

test('a name of other letters is not cut into one that somebody else may own', async () => {
  expect((await judge(['IMAP: mail.müller.test, port 993, SSL'])).imap).toMatchObject({
    host: 'mail.xn--mller-kva.test',
    needsConsent: true,
  });
  expect((await judge(['IMAP: mail.bakery.testж, port 993'])).imap).toBeNull();
});

test.each(['imaps://mx.hoster.test:993', 'IMAP – imap://mx.hoster.test:993 (TLS)'])('an address of the protocol: %s', async (said) => {
  expect((await judge([said, 'smtps://mx.hoster.test:465', 'pop3s://pop.hoster.test:995'])).imap).toMatchObject({
    host: 'mx.hoster.test',
    port: 993,
    security: 'implicit-tls',
  });
});

test.each(['Incident 2026-11-03', 'Störung beim Mailempfang', 'Panne du 3 novembre'])(
  'servers in a report are no settings: %s',
  async (heading) => {
    const report = 'Connections to port 993 on imap-14.hoster.test timed out. SMTP on out-3.hoster.test, port 587, was slow.';
    expect(await judge([`# ${heading}`, report])).toEqual({ imap: null, smtp: null, foreign: [] });
    expect((await judge([`# ${heading}`, report, '# Settings', 'IMAP: imap.hoster.test, port 993'])).imap).toMatchObject({
      host: 'imap.hoster.test',
    });
  },
);

test.each([
  'Security: none',
  'Sicherheit: keine',
  'Sécurité : aucune',
  'Seguridad: ninguna',
  'Kryptering: ingen',
  'Ingen SSL',
  '보안: 없음',
])('the only way, without encryption, is said to be so: %s', async (said) => {
  expect((await judge(['IMAP: imap.hoster.test', 'Port: 143', said])).imap).toMatchObject({ port: 143, security: 'cleartext' });
  const { imap } = await judge(['IMAP: imap.hoster.test', 'Port: 143', said, 'IMAP: imap.hoster.test, port 993, SSL']);
  expect(imap).toMatchObject({ port: 993, security: 'implicit-tls' });
});

test.each([
  ['Every service wants your full email address and password.', 'address'],
  ['Your password was sent to your email address.', null],
  ['Jméno: shodné s e-mailovou adresou', 'address'],
  ['Anmeldung: Personalnummer, nicht die E-Mail-Adresse', 'other'],
  ['Account name: your NetID, not your email address', 'other'],
  ['Account name: your NetID, without @bakery.test', 'local-part'],
  ['Benutzername: m0174419 (nicht die E-Mail-Adresse)', 'other'],
  ['User name: kb204417', 'other'],
  ['Benutzername: Nutzerkennzeichen der Uni, nicht die Mail-Adresse', 'other'],
  ['User name: your account, not your email address', null],
  ['User name: ann', 'local-part'],
])('%s', async (said, rule) => {
  expect((await judge(['IMAP: imap.hoster.test, port 993, SSL', said])).imap?.username).toBe(rule);
});

test('the domain alone is no server where another name is beside it', async () => {
  const row: PageLine = { kind: 'row', cells: ['bakery.test', 'Server: imap.hoster.test Port: 993', 'Server: smtp.hoster.test Port: 465'] };
  const read = await judge([{ kind: 'head-row', cells: ['Provider', 'IMAP', 'SMTP'] }, row]);
  expect(read).toMatchObject({ imap: { host: 'imap.hoster.test' }, smtp: { host: 'smtp.hoster.test' } });
  expect((await judge(['IMAP server: bakery.test, port 993'])).imap).toMatchObject({ host: 'bakery.test', needsConsent: false });
});

test.each(['Mailversand', 'E-Mail-Versand', 'Postausgang'])('a heading of one word says what its lines are for: %s', async (heading) => {
  const lines = ['# Mailempfang', 'Server: in.hoster.test', 'Port 993', `# ${heading}`, 'Server: out.hoster.test', 'Port 465'];
  expect(await judge(lines)).toMatchObject({ imap: { host: 'in.hoster.test' }, smtp: { host: 'out.hoster.test', port: 465 } });
});

test('numbers in other digits are read', async () => {
  expect(await judge(['IMAP: imap.hoster.test', 'پورت: ۹۹۳', 'SMTP: smtp.hoster.test, port ４６５'])).toMatchObject({
    imap: { port: 993 },
    smtp: { port: 465 },
  });
});
