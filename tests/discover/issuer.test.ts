import { afterAll, beforeAll, expect, test } from 'vitest';
import { startOAuthWorld, type OAuthWorld } from '../oauth/start-oauth-world.ts';
import { createCa, type ServerCertificate, type TestCa } from '../servers/create-ca.ts';
import { ehlo, type Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { brief, startWorld, type World } from './start-world.ts';

/** Nothing but SRV records, of the own domain or of somebody else's. */
const onlySrv = (host: string): NonNullable<World['zone']> => ({
  '_imaps._tcp.own.test': { SRV: [{ target: host, port: 993 }] },
  '_submissions._tcp.own.test': { SRV: [{ target: host, port: 465 }] },
  [host]: { A: ['203.0.113.5'] },
});
const refusal = (configuration: string): string =>
  Buffer.from(JSON.stringify({ status: 'invalid_token', scope: 'mail', 'openid-configuration': configuration })).toString('base64');
const configuration = 'https://box.own.test/.well-known/openid-configuration';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue({ names: ['box.own.test', 'box.hoster.test'] });
});

const imap = (...offered: string[]): Step[] => [
  { server: `* OK [CAPABILITY IMAP4rev1 SASL-IR ${offered.join(' ')}] ready` },
  { client: /^\S+ AUTHENTICATE OAUTHBEARER [A-Za-z0-9+/=]+$/ },
  { server: `+ ${refusal(configuration)}` },
  { client: 'AQ==' },
  { server: 'k1 NO [AUTHENTICATIONFAILED] no' },
];
const smtp: Step[] = [
  { server: '220 box.own.test' },
  ...ehlo('AUTH PLAIN OAUTHBEARER'),
  { client: /^AUTH OAUTHBEARER / },
  { server: `334 ${refusal(configuration)}` },
  { client: 'AQ==' },
  { server: '535 5.7.8 no' },
];

const find = async (host: string, script: { imap: Step[]; smtp: Step[] }) => {
  const options = { certificate, implicitTls: true, lenient: true };
  await using imapServer = await startScriptedServer(script.imap, options);
  await using smtpServer = await startScriptedServer(script.smtp, options);
  await using world = await startWorld({
    ca,
    zone: onlySrv(host),
    mail: { [`${host}:993`]: imapServer.port, [`${host}:465`]: smtpServer.port },
  });
  const found = await world.find('ann@own.test');
  return { found, said: [...imapServer.clientLines(), ...smtpServer.clientLines()].join('\n') };
};

test('a Stalwart that is found by SRV alone says itself who issues its tokens; nothing of the person is said for it', async () => {
  const { found, said } = await find('box.own.test', { imap: imap('AUTH=PLAIN', 'AUTH=OAUTHBEARER'), smtp });
  expect(brief(found.imap)).toBe('box.own.test 993 implicit-tls by srv');
  expect(found).toMatchObject({
    oauthIssuer: 'https://box.own.test',
    imap: { server: { oauth2: true, password: true } },
    smtp: { server: { oauth2: true, password: true } },
  });
  const messages = said.match(/OAUTHBEARER (\S+)/g)!.map((line) => Buffer.from(line.split(' ')[1]!, 'base64').toString());
  expect(messages.toSorted()).toEqual([
    'n,,\u0001host=box.own.test\u0001port=465\u0001auth=\u0001\u0001',
    'n,,\u0001host=box.own.test\u0001port=993\u0001auth=\u0001\u0001',
  ]);
  expect(said).not.toMatch(/ann/);
});

test('one leg that takes tokens is said to, the other is not', async () => {
  const { found } = await find('box.own.test', {
    imap: imap('AUTH=PLAIN', 'AUTH=OAUTHBEARER'),
    smtp: [{ server: '220 box.own.test' }, ...ehlo('AUTH PLAIN')],
  });
  expect(found).toMatchObject({
    oauthIssuer: 'https://box.own.test',
    imap: { server: { oauth2: true } },
    smtp: { server: { oauth2: false } },
  });
});

test.for<[name: string, host: string, script: { imap: Step[]; smtp: Step[] }]>([
  [
    'a Postfix, which has Dovecot check',
    'box.own.test',
    { imap: imap('AUTH=PLAIN'), smtp: [{ server: '220 box.own.test ESMTP Postfix' }, ...smtp.slice(1)] },
  ],
  ['a server of somebody else’s, which the person has not agreed to', 'box.hoster.test', { imap: imap('AUTH=OAUTHBEARER'), smtp }],
  [
    'a server that takes passwords alone',
    'box.own.test',
    { imap: imap('AUTH=PLAIN'), smtp: [{ server: '220 hi' }, ...ehlo('AUTH PLAIN')] },
  ],
  [
    'a server that breaks off',
    'box.own.test',
    { imap: [...imap('AUTH=OAUTHBEARER').slice(0, 2), { fault: 'close' }], smtp: [{ server: '220 hi' }, { fault: 'close' }] },
  ],
])('%s names no issuer', async ([, host, script]) => {
  const { found, said } = await find(host, script);
  expect(found).not.toHaveProperty('oauthIssuer');
  if (!script.imap.some((step) => 'fault' in step)) expect(said).not.toContain('OAUTHBEARER');
});

const resources = new AsyncDisposableStack();
afterAll(() => resources.disposeAsync());

test('a real Dovecot, which says nothing to an empty token and slows down whoever failed, is not asked', async () => {
  const world: OAuthWorld = resources.use(await startOAuthWorld({ host: 'login.own.test' }));
  const own = resources.use(
    await startWorld({
      ca: world.ca,
      zone: { '_imaps._tcp.mail.test': { SRV: [{ target: 'mail.test', port: 993 }] }, 'mail.test': { A: ['203.0.113.5'] } },
      mail: { 'mail.test:993': world.dovecot.ports.imaps },
    }),
  );
  expect(brief((await own.find('ann@mail.test')).imap)).toBe('mail.test 993 implicit-tls by srv');
  expect(world.dovecot.log()).not.toMatch(/auth failed|Aborted login \(auth/);
});
