import { expect, test } from 'vitest';
import { autoconfig, brief, reportOf, startWorld } from './start-world.ts';
import { createCa } from '../servers/create-ca.ts';
import type { Step } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import type { Page } from '../servers/start-web-server.ts';

const own = autoconfig({ imap: 'imap.own.test 993 SSL', smtp: 'smtp.own.test 465 SSL' });
const srv = {
  '_imaps._tcp.own.test': { SRV: [{ target: 'imap.own.test', port: 993 }] },
  '_submissions._tcp.own.test': { SRV: [{ target: 'smtp.own.test', port: 465 }] },
};

/** Each of these is the only thing that the domain's autoconfig says; SRV still gives the right answer. */
const pages: [string, Page, string][] = [
  ['a redirect to itself', { location: '/mail/config-v1.1.xml' }, 'failed too-many-redirects'],
  ['a redirect to plain HTTP', { location: 'http://autoconfig.own.test/mail/config-v1.1.xml' }, 'failed bad-redirect'],
  ['a redirect to this computer', { location: 'https://127.0.0.1/secret' }, 'failed private-address'],
  ['a redirect to this computer by name', { location: 'https://localhost/secret' }, 'failed private-address'],
  ['a redirect into the local network', { location: 'https://[fd00::1]/' }, 'failed private-address'],
  ['a redirect to a file', { location: 'file:///etc/passwd' }, 'failed bad-redirect'],
  ['10 MB', { body: Buffer.alloc(10 * 1024 * 1024, ' ') }, 'failed too-large'],
  [
    'a billion laughs',
    { body: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${own.replace('imap.own', '&b;')}` },
    'failed has-doctype',
  ],
  ['a home page', { body: '<!doctype html><title>Welcome</title>', type: 'text/html; charset=utf-8' }, 'failed wrong-content-type'],
  ['a picture', { body: Buffer.from([0x89, 0x50, 0x4e, 0x47]), type: 'image/png' }, 'failed wrong-content-type'],
  ['a page that is not XML', { body: 'hello', type: 'application/xml' }, 'failed malformed'],
  ['an error', { status: 500 }, 'failed http-status'],
  ['nothing there', { status: 404 }, 'nothing not-found'],
];

test.each(pages)('%s', async (_what, page, report) => {
  await using world = await startWorld({ sites: { 'autoconfig.own.test': () => page }, zone: srv });
  const found = await world.find('me@own.test');
  expect([reportOf(found, 'autoconfig'), brief(found.imap)]).toEqual([report, 'imap.own.test 993 implicit-tls by srv']);
});

test.each(['text/html; charset=utf-8', 'application/octet-stream', ''])('a file that can be read is, sent as %j too', async (type) => {
  await using world = await startWorld({ sites: { 'autoconfig.own.test': () => ({ body: own, type }) } });
  expect(brief((await world.find('me@own.test')).imap)).toBe('imap.own.test 993 implicit-tls by autoconfig');
});

test('a server that switches to another protocol has not answered, and is not waited for', async () => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['autoconfig.own.test'] });
  const switching: Step[] = [
    { clientUntil: /^$/ },
    { server: 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: mail\r\n' },
    { fault: 'silence' },
  ];
  await using server = await startScriptedServer(switching, { certificate, implicitTls: true });
  await using world = await startWorld({ ca, mail: { 'autoconfig.own.test:443': server.port }, zone: srv });
  const found = await world.find('me@own.test');
  expect([reportOf(found, 'autoconfig'), brief(found.imap)]).toEqual(['failed http-status', 'imap.own.test 993 implicit-tls by srv']);
});

test('redirects that lead somewhere are followed, three at most', async () => {
  const hops: Record<string, Page> = {
    '/mail/config-v1.1.xml': { location: '/1' },
    '/1': { location: '/2' },
    '/2': { location: 'https://www.own.test/3' },
  };
  await using world = await startWorld({
    sites: { 'autoconfig.own.test': (path) => hops[path.split('?')[0]!], 'www.own.test': () => ({ body: own }) },
  });
  expect(brief((await world.find('me@own.test')).imap)).toBe('imap.own.test 993 implicit-tls by autoconfig');
});

test('a server that accepts and says nothing is not waited for when another source has an answer', async () => {
  await using world = await startWorld({ sites: { 'autoconfig.own.test': () => 'hang' }, zone: srv, options: { patienceMs: 150 } });
  const found = await world.find('me@own.test');
  expect([reportOf(found, 'autoconfig'), brief(found.imap)]).toEqual(['timed-out', 'imap.own.test 993 implicit-tls by srv']);
});

test('where nothing else is known, the cap ends the wait with a clear answer', async () => {
  await using world = await startWorld({
    sites: { 'autoconfig.own.test': () => 'hang' },
    dns: { silent: /^_/ },
    options: { patienceMs: 100, capMs: 300 },
  });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), brief(found.smtp), reportOf(found, 'srv')]).toEqual(['unknown', 'unknown', 'timed-out']);
  expect(found.tookMs).toBeLessThan(2000);
});

test('cancelling ends it at once', async () => {
  await using world = await startWorld({ sites: { 'autoconfig.own.test': () => 'hang' } });
  const cancel = new AbortController();
  const search = world.find('me@own.test', { signal: cancel.signal });
  cancel.abort();
  expect(brief((await search).imap)).toBe('unknown');
});

test.each([
  ['127.0.0.1', 'private-address'],
  ['localhost', 'private-address'],
  ['127.1', 'private-address'],
  ['[::1]', 'private-address'],
  ['::ffff:10.0.0.1', 'private-address'],
  ['192.168.1.1', 'private-address'],
  ['nas.local', 'private-address'],
  ['mail server', 'not-a-host'],
  ['mail.own.test@evil.example', 'not-a-host'],
])('a remote source that names %s is not followed', async (host, reason) => {
  await using world = await startWorld({
    sites: {
      'autoconfig.own.test': () => ({ body: autoconfig({ imap: `HOST 993 SSL`, smtp: 'smtp.own.test 465 SSL' }).replace('HOST', host) }),
    },
  });
  const found = await world.find('me@own.test');
  expect([brief(found.imap), brief(found.smtp)]).toEqual(['unknown', 'smtp.own.test 465 implicit-tls by autoconfig']);
  expect(found.refused).toEqual([{ source: 'autoconfig', host, reason }]);
});

test('a name that leads to a private address is refused, unless the person named the resolver and the name is the domain’s own', async () => {
  const zone = {
    '_imaps._tcp.own.test': { SRV: [{ target: 'imap.own.test', port: 993 }] },
    '_submissions._tcp.own.test': { SRV: [{ target: 'rebind.evil.test', port: 465 }] },
    'imap.own.test': { A: ['127.9.9.9'] },
    'rebind.evil.test': { A: ['127.0.0.1'] },
  };
  await using split = await startWorld({ zone });
  const inside = await split.find('me@own.test');
  expect([brief(inside.imap), brief(inside.smtp)]).toEqual(['imap.own.test 993 implicit-tls by srv', 'unknown']);
  await using world = await startWorld({ zone, allowsPrivate: false });
  const outside = await world.find('me@own.test');
  expect([brief(outside.imap), brief(outside.smtp)]).toEqual(['unknown', 'unknown']);
  expect(outside.refused.map(({ host }) => host).sort()).toEqual(['imap.own.test', 'rebind.evil.test']);
});
