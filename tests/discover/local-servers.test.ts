import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { listenerOf } from '../../bridge/src/net/loopback-listener.ts';
import { createCa } from '../servers/create-ca.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import type { Step } from '../servers/script.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { brief, startWorld } from './start-world.ts';

const ca = await createCa();
const ownCertificate = await ca.issue({ names: ['127.0.0.1'], selfSigned: true });

const imap = (greeting: string): Step[] => [
  { server: `* OK [CAPABILITY IMAP4rev1 STARTTLS] ${greeting}` },
  { client: /^\S+ STARTTLS$/ },
  { server: '{tag} OK begin' },
  { startTls: true },
];
const smtp = (greeting: string): Step[] => [
  { server: `220 ${greeting}` },
  { client: /^EHLO / },
  { server: '250-localhost\r\n250-STARTTLS\r\n250 AUTH PLAIN' },
  { client: 'STARTTLS' },
  { server: '220 go ahead' },
  { startTls: true },
];
const plainSmtp = (greeting: string): Step[] => [{ server: `220 ${greeting}` }, { client: /^EHLO / }, { server: '250 AUTH LOGIN PLAIN' }];
const protonGreeting = 'Proton Mail Bridge 03.19.00 - gluon session ID 1';
const needs = (found: { prepare: { need: string }[] }) => found.prepare.map(({ need }) => need);

test('Proton Mail Bridge: both servers are recognised, the second by the key, and offered with their certificate', async () => {
  await using receiving = await startScriptedServer(imap(protonGreeting), { certificate: ownCertificate });
  await using sending = await startScriptedServer(smtp('127.0.0.1 ESMTP Service Ready'), { certificate: ownCertificate });
  await using world = await startWorld({
    options: {
      localPorts: [
        { port: receiving.port, leg: 'imap' },
        { port: sending.port, leg: 'smtp' },
      ],
    },
  });
  const found = await world.find('me@proton.me');
  const known = { product: 'proton-bridge', host: '127.0.0.1', security: 'starttls', listener: 'own', trust: 'new' };
  const certificate = { names: ['127.0.0.1'], spki: expect.stringMatching(/^[0-9a-f]{64}$/) };
  expect(found.localServers).toMatchObject([
    { ...known, leg: 'imap', port: receiving.port, certificate },
    { ...known, leg: 'smtp', port: sending.port, certificate },
  ]);
  expect([brief(found.imap), brief(found.smtp)]).toEqual([
    `127.0.0.1 ${receiving.port} starttls by local-server`,
    `127.0.0.1 ${sending.port} starttls by local-server`,
  ]);
  expect([found.provider?.id, needs(found)]).toEqual(['proton', ['bridge-password']]);
});

test('Proton Mail Bridge that wants TLS at once is found on the same port', async () => {
  const greeting: Step[] = [{ server: `* OK [CAPABILITY IMAP4rev1] ${protonGreeting}` }];
  await using receiving = await startScriptedServer(greeting, { certificate: ownCertificate, implicitTls: true });
  await using world = await startWorld({ options: { localPorts: [{ port: receiving.port, leg: 'imap' }] } });
  const found = await world.find('me@proton.me');
  expect(brief(found.imap)).toBe(`127.0.0.1 ${receiving.port} implicit-tls by local-server`);
  expect(found.localServers).toMatchObject([{ product: 'proton-bridge', trust: 'new' }]);
});

test('without the program its provider still says where it will listen, and what to start', async () => {
  await using world = await startWorld({});
  const found = await world.find('me@proton.me');
  expect(brief(found.imap)).toBe('127.0.0.1 1143 starttls by provider-facts');
  expect(needs(found)).toEqual(['local-bridge', 'paid-plan']);
});

test('another user who took the port first is refused, and nothing is offered at that port', async () => {
  await using squatter = await startScriptedServer(imap(protonGreeting), { certificate: ownCertificate });
  await using world = await startWorld({
    mail: { '127.0.0.1:1143': squatter.port },
    listenerOf: async (_host, port) => (port === 1143 ? 'other-user' : 'unknown'),
    options: { localPorts: [{ port: 1143, leg: 'imap' }] },
  });
  const found = await world.find('me@proton.me');
  expect(found.localServers).toEqual([]);
  expect(found.refused).toEqual([{ source: 'local-server', host: '127.0.0.1:1143', reason: 'other-user' }]);
  expect([brief(found.imap), brief(found.smtp)]).toEqual(['unknown', '127.0.0.1 1025 starttls by provider-facts']);
  expect(squatter.clientLines()).toEqual([]);
});

test('the kernel tells a server that a process of another user runs; only root can start one', async () => {
  const program = `require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const child = spawn(process.execPath, ['-e', program], { ...nobody, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    const expected = process.platform !== 'linux' ? 'unknown' : 'uid' in nobody ? 'other-user' : 'own';
    expect(await listenerOf('127.0.0.1', Number(port.toString()))).toBe(expected);
  } finally {
    child.kill();
  }
});

test('another user who has the port by the time the certificate was read is refused as well', async () => {
  await using squatter = await startScriptedServer(imap(protonGreeting), { certificate: ownCertificate });
  let asked = 0;
  await using world = await startWorld({
    listenerOf: async () => (asked++ === 0 ? 'unknown' : 'other-user'),
    options: { localPorts: [{ port: squatter.port, leg: 'imap' }] },
  });
  const found = await world.find('me@proton.me');
  expect([found.localServers, found.refused.length]).toEqual([[], 1]);
});

test('a key that is trusted already is told from one that has changed since', async () => {
  await using server = await startScriptedServer(imap(protonGreeting), { certificate: ownCertificate });
  const options = { localPorts: [{ port: server.port, leg: 'imap' as const }] };
  await using first = await startWorld({ options });
  const spki = (await first.find('me@proton.me')).localServers[0]!.certificate!.spki;
  await using same = await startWorld({ options, trustedKey: () => spki });
  await using other = await startWorld({ options, trustedKey: () => 'f'.repeat(64) });
  expect((await same.find('me@proton.me')).localServers).toMatchObject([{ trust: 'trusted' }]);
  expect((await other.find('me@proton.me')).localServers).toMatchObject([{ trust: 'changed' }]);
});

test('hydroxide, which offers no TLS by itself, is offered for a Proton address', async () => {
  await using sending = await startScriptedServer(plainSmtp('localhost ESMTP Service Ready'));
  await using world = await startWorld({ options: { localPorts: [{ port: sending.port, leg: 'smtp' }] } });
  const found = await world.find('me@proton.me');
  expect(found.localServers).toMatchObject([{ product: 'hydroxide', security: 'cleartext', trust: 'none' }]);
  expect(brief(found.smtp)).toBe(`127.0.0.1 ${sending.port} cleartext by local-server`);
});

test('DavMail on this computer is recognised for a Microsoft address', async () => {
  await using sending = await startScriptedServer(plainSmtp('DavMail 6.3.0 SMTP ready'));
  await using world = await startWorld({ options: { localPorts: [{ port: sending.port, leg: 'smtp' }] } });
  const found = await world.find('me@outlook.com');
  const place = { host: '127.0.0.1', port: sending.port, security: 'cleartext' };
  expect(found.localServers).toEqual([{ product: 'davmail', leg: 'smtp', ...place, listener: 'own', trust: 'none' }]);
  expect(found.smtp).toMatchObject({
    source: 'provider-facts',
    server: { password: false },
    alternatives: [{ source: 'local-server', server: { ...place, password: true } }],
  });
});

test('for a domain that Microsoft 365 hosts, DavMail is offered where no password is taken, and no other program', async () => {
  await using davmail = await startScriptedServer([
    { server: '* OK [CAPABILITY IMAP4REV1 AUTH=LOGIN] IMAP4rev1 DavMail 6.3.0 server ready' },
  ]);
  await using other = await startScriptedServer(imap('Dovecot ready.'), { certificate: ownCertificate });
  await using world = await startWorld({
    zone: { 'own.test': { MX: [{ exchange: 'own-test.mail.protection.outlook.com', preference: 0 }] } },
    options: {
      localPorts: [
        { port: davmail.port, leg: 'imap' },
        { port: other.port, leg: 'imap' },
      ],
    },
  });
  const found = await world.find('me@own.test');
  expect(found.imap).toMatchObject({
    server: { password: false },
    alternatives: [{ source: 'local-server', server: { port: davmail.port } }],
  });
  expect(found.localServers.map(({ product }) => product)).toEqual(['davmail']);
});

test('a real Dovecot on the ports of any mail server is proposed for a domain of which nothing else is known, and only with consent', async () => {
  await using dovecot = await startDovecot({ certificate: await ca.issue({ names: ['localhost'], selfSigned: true }) });
  await using world = await startWorld({
    mail: { '127.0.0.1:993': dovecot.ports.imaps, '127.0.0.1:143': dovecot.ports.imap },
    options: {
      localPorts: [
        { port: 993, leg: 'imap' },
        { port: 143, leg: 'imap' },
      ],
    },
  });
  const found = await world.find('me@own.test');
  expect(brief(found.imap)).toBe('127.0.0.1 993 implicit-tls by local-server, with consent');
  expect(found.localServers).toMatchObject([
    { product: 'dovecot', port: 993, security: 'implicit-tls', trust: 'new' },
    { product: 'dovecot', port: 143, security: 'starttls', trust: 'new' },
  ]);
  expect([found.provider, found.prepare]).toEqual([undefined, []]);
});

test('where the domain has an answer of its own, no server here is any part of it', async () => {
  await using dovecot = await startDovecot({ certificate: ownCertificate });
  await using squatter = await startScriptedServer(imap(protonGreeting), { certificate: ownCertificate });
  await using world = await startWorld({
    zone: { '_imaps._tcp.own.test': { SRV: [{ target: 'imap.own.test', port: 993 }] } },
    mail: { '127.0.0.1:993': dovecot.ports.imaps },
    listenerOf: async (_host, port) => (port === squatter.port ? 'other-user' : 'own'),
    options: {
      localPorts: [
        { port: 993, leg: 'imap' },
        { port: dovecot.ports.imap, leg: 'imap' },
        { port: squatter.port, leg: 'imap' },
      ],
    },
  });
  const found = await world.find('me@own.test');
  expect(found.imap).toMatchObject({ server: { host: 'imap.own.test' }, alternatives: [] });
  expect([found.localServers, found.refused]).toEqual([[], []]);
});

test('for the leg that the domain has no answer for, a program here is offered, and not a port of any mail server', async () => {
  await using program = await startScriptedServer(plainSmtp('localhost ESMTP Service Ready'));
  await using other = await startScriptedServer(plainSmtp('mail.own.test ESMTP Postfix'));
  await using world = await startWorld({
    zone: { '_imaps._tcp.own.test': { SRV: [{ target: 'imap.own.test', port: 993 }] } },
    mail: { '127.0.0.1:587': other.port },
    options: {
      localPorts: [
        { port: program.port, leg: 'smtp' },
        { port: 587, leg: 'smtp' },
      ],
    },
  });
  const found = await world.find('me@own.test');
  expect(found.smtp).toMatchObject({ source: 'local-server', consent: true, server: { port: program.port }, alternatives: [] });
});

test('a catcher of test mail is no mailbox', async () => {
  await using catcher = await startScriptedServer(plainSmtp('mailhog.example ESMTP MailHog'));
  await using world = await startWorld({ options: { localPorts: [{ port: catcher.port, leg: 'smtp' }] } });
  const found = await world.find('me@own.test');
  expect([brief(found.smtp), found.localServers]).toEqual(['unknown', []]);
});
