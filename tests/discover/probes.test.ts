import { expect, test } from 'vitest';
import { createCa } from '../servers/create-ca.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import type { Step } from '../servers/script.ts';
import { brief, startWorld } from './start-world.ts';

const ca = await createCa();
const imapGreeting: Step[] = [{ server: '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready' }];
const smtpGreeting: Step[] = [{ server: '220 mail.own.test ESMTP' }];
const imapStartTls: Step[] = [
  { server: '* OK ready' },
  { client: /^\S+ CAPABILITY$/ },
  { server: '* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n{tag} OK done' },
  { client: /^\S+ STARTTLS$/ },
  { server: '{tag} OK begin' },
  { startTls: true },
];
const smtpStartTls: Step[] = [
  { server: '220-mail.own.test\r\n220 ESMTP' },
  { client: /^EHLO / },
  { server: '250-mail.own.test\r\n250-STARTTLS\r\n250 AUTH PLAIN' },
  { client: 'STARTTLS' },
  { server: '220 go ahead' },
  { startTls: true },
];

test('nothing published, mail.DOMAIN answers on 993 and 587, as cPanel sets it up', async () => {
  const certificate = await ca.issue({ names: ['mail.own.test'] });
  await using imap = await startScriptedServer(imapGreeting, { certificate, implicitTls: true });
  await using smtp = await startScriptedServer(smtpStartTls, { certificate });
  await using world = await startWorld({ ca, mail: { 'mail.own.test:993': imap.port, 'mail.own.test:587': smtp.port } });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), brief(found.smtp)]).toEqual([
    'mail.own.test 993 implicit-tls by probe',
    'mail.own.test 587 starttls by probe',
  ]);
  expect(found.advice).toEqual(['own-mailbox-user']);
  expect([...imap.clientLines(), ...smtp.clientLines()].filter((line) => /AUTH|LOGIN/.test(line))).toEqual([]);
});

test('a certificate for another name on the same address leads to that name, which is judged like any other', async () => {
  const certificate = await ca.issue({ names: ['web12.hoster.test'] });
  await using imap = await startScriptedServer(imapGreeting, { certificate, implicitTls: true });
  await using smtp = await startScriptedServer(smtpGreeting, { certificate, implicitTls: true });
  await using world = await startWorld({
    ca,
    mail: { 'mail.own.test:993': imap.port, 'mail.own.test:465': smtp.port },
    zone: { 'mail.own.test': { A: ['127.0.0.1'] }, 'web12.hoster.test': { A: ['127.0.0.1'] } },
  });
  const found = await world.find('me@own.test');
  // Foreign, and on a private address: see ask-probes.test.ts for one that is public.
  expect(brief(found.imap)).toBe('unknown');
  expect(found.refused.map(({ host }) => host)).toContain('web12.hoster.test');
});

test('TLS is preferred to STARTTLS, and STARTTLS to none', async () => {
  const certificate = await ca.issue({ names: ['imap.own.test', 'mail.own.test'] });
  await using starttls = await startScriptedServer(imapStartTls, { certificate });
  await using tls = await startScriptedServer(imapGreeting, { certificate, implicitTls: true });
  await using plain = await startScriptedServer([{ server: '220 old.own.test' }, { client: /^EHLO / }, { server: '250 old.own.test' }]);
  await using world = await startWorld({
    ca,
    mail: { 'imap.own.test:143': starttls.port, 'mail.own.test:993': tls.port, 'smtp.own.test:587': plain.port },
  });
  const found = await world.find('me@own.test');
  expect(brief(found.imap)).toBe('mail.own.test 993 implicit-tls by probe');
  expect(found.imap).toMatchObject({ alternatives: [{ server: { host: 'imap.own.test', port: 143, security: 'starttls' } }] });
  expect(brief(found.smtp)).toBe('smtp.own.test 587 cleartext by probe');
});

test('another service on the port, and one that never says anything, are no servers', async () => {
  await using web = await startScriptedServer([{ server: 'HTTP/1.1 400 Bad Request' }, { fault: 'close' }]);
  await using silent = await startScriptedServer([{ fault: 'silence' }]);
  await using endless = await startScriptedServer([{ fault: 'endless-line' }]);
  await using world = await startWorld({
    ca,
    mail: { 'imap.own.test:143': web.port, 'mail.own.test:143': silent.port, 'own.test:143': endless.port },
    options: { patienceMs: 100, capMs: 400 },
  });
  expect(brief((await world.find('me@own.test')).imap)).toBe('unknown');
});
