import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listenForRedirect } from '../../bridge/src/oauth/redirect-listener.ts';
import { createResultPage } from '../../bridge/src/oauth/result-page.ts';
import { createAttackTable } from '../attack/attack-table.ts';
import { connectTo, readToEnd, sendRaw } from '../attack/send-raw.ts';

const record = createAttackTable('the listener for a provider’s answer, byte by byte');
const state = 'S'.repeat(43);
const issuer = 'https://login.test';

const listen = async () => {
  const listening = await listenForRedirect({ redirectHost: '127.0.0.1', path: '/callback', state, issuer }, createResultPage());
  if (!listening.ok) throw new Error(listening.failure);
  const { answer, close, redirectUri } = listening.value;
  onTestFinished(close);
  let claimed: URL | undefined;
  void answer.then((url) => (claimed = url));
  const port = Number(new URL(redirectUri).port);
  return { port, host: `127.0.0.1:${port}`, claimed: () => claimed, answer };
};
const query = `code=c0de&state=${state}&iss=${encodeURIComponent(issuer)}`;
const get = (target: string, host: string, ...more: string[]) =>
  [`GET ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...more, '', ''].join('\r\n');

/** Each is a request of an attacker who even knows the state: none may claim the listener. */
const attacks: [name: string, bytes: (host: string) => string][] = [
  ['HEAD', (host) => get(`/callback?${query}`, host).replace('GET', 'HEAD')],
  [
    'OPTIONS, as a preflight to a private network',
    (host) =>
      get(
        `/callback?${query}`,
        host,
        'Origin: https://evil.example',
        'Access-Control-Request-Method: GET',
        'Access-Control-Request-Private-Network: true',
      ).replace('GET', 'OPTIONS'),
  ],
  ['TRACE', (host) => get(`/callback?${query}`, host).replace('GET', 'TRACE')],
  ['CONNECT', (host) => get(host, host).replace('GET', 'CONNECT')],
  ['a method of nobody', (host) => get(`/callback?${query}`, host).replace('GET', 'GETX')],
  ['the absolute form of somebody else', (host) => get(`http://evil.example/callback?${query}`, host)],
  ['the absolute form of the listener itself', (host) => get(`http://${host}/callback?${query}`, host)],
  ['two Hosts', (host) => get(`/callback?${query}`, host, `Host: ${host}`)],
  ['two Hosts, the second of somebody else', (host) => get(`/callback?${query}`, host, 'Host: evil.example')],
  ['no Host, as HTTP/1.0 had it', () => `GET /callback?${query} HTTP/1.0\r\n\r\n`],
  ['a Host with a stop behind it', (host) => get(`/callback?${query}`, host.replace(':', '.:'))],
  ['a Host with a user in front', (host) => get(`/callback?${query}`, `x@${host}`)],
  ['the other family’s Host', (host) => get(`/callback?${query}`, host.replace('127.0.0.1', '[::1]'))],
  ['the address written as a number', (host) => get(`/callback?${query}`, host.replace('127.0.0.1', '2130706433'))],
  ['two slashes', (host) => get(`//callback?${query}`, host)],
  ['a path that leads there by another name', (host) => get(`//evil.example/..//callback?${query}`, host)],
  ['a letter of the path as its code', (host) => get(`/%63allback?${query}`, host)],
  ['a backslash', (host) => get(`\\callback?${query}`, host)],
  ['a NUL behind the state', (host) => get(`/callback?code=c0de&state=${state}%00&iss=${issuer}`, host)],
  ['the state in small letters', (host) => get(`/callback?code=c0de&state=${state.toLowerCase()}&iss=${issuer}`, host)],
  ['the issuer with a slash', (host) => get(`/callback?code=c0de&state=${state}&iss=${issuer}/`, host)],
  ['the issuer in capitals', (host) => get(`/callback?code=c0de&state=${state}&iss=${issuer.toUpperCase()}`, host)],
  ['the issuer twice', (host) => get(`/callback?${query}&iss=${issuer}`, host)],
  ['everything behind a fragment', (host) => get(`/callback#${query}`, host)],
  [
    'as a form',
    (host) =>
      `POST /callback HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${query.length}\r\n\r\n${query}`,
  ],
  [
    'hidden behind a body of two lengths',
    (host) =>
      `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${get(`/callback?${query}`, host)}`,
  ],
  ['a header of 20 kB', (host) => get(`/callback?${query}`, host, `X: ${'x'.repeat(20_000)}`)],
  ['a line end in the target', (host) => get(`/callback?${query}`, host).replace('code=', 'code=\r\n')],
  ['no HTTP at all', () => '\u0016\u0003\u0001\u0002\u0000'],
];

test('nothing but the browser’s own way to ask claims the listener, whoever knows the state', async () => {
  const { port, host, claimed, answer } = await listen();
  for (const [name, bytes] of attacks) {
    const said = await sendRaw(port, bytes(host));
    expect([name, claimed()], name).toEqual([name, undefined]);
    expect(said, name).not.toMatch(/c0de|access-control|x@|evil/i);
    expect(said === '' || /^HTTP\/1\.1 (?:400|404|431) /.test(said), `${name}: ${said.slice(0, 60)}`).toBe(true);
  }
  expect(await sendRaw(port, get(`/callback?${query}`, host))).toMatch(/^HTTP\/1\.1 303 See Other\r\n[^]*location: \/done\r\n/i);
  expect((await answer).searchParams.get('code')).toBe('c0de');
  record(`${attacks.length} requests that are none of a browser`, 'none claims the listener; the right one does afterwards');
}, 60_000);

test('a WebSocket is no answer, and neither is a second request on the connection that claimed', async () => {
  const { port, host, claimed } = await listen();
  expect(await sendRaw(port, get('/callback?code=c0de', host, 'Connection: Upgrade', 'Upgrade: websocket'))).not.toMatch(/^HTTP\/1\.1 101/);
  expect(claimed()).toBeUndefined();
  const said = await sendRaw(
    port,
    get(`/callback?${query}`, host).replace('Connection: close', 'Connection: keep-alive') + get(`/callback?${query}`, host),
  );
  expect(said.match(/303 See Other/g)).toHaveLength(1);
  expect(claimed()?.searchParams.get('code')).toBe('c0de');
  record('a WebSocket; the answer twice on one connection', 'refused; taken once');
});

test('a hundred silent connections do not keep the browser out', async () => {
  const { port, host, answer } = await listen();
  const silent: Socket[] = [];
  for (let i = 0; i < 100; i++) silent.push(await connectTo(port));
  onTestFinished(() => silent.forEach((socket) => socket.destroy()));
  const browser = connect(port, '127.0.0.1');
  const said = readToEnd(browser);
  browser.write(get(`/callback?${query}`, host));
  expect(await said).toMatch(/^HTTP\/1\.1 303/);
  expect((await answer).searchParams.get('code')).toBe('c0de');
  record('a hundred silent connections', 'the oldest are dropped, the browser’s is answered');
});

test('after the answer the listener says one page to everybody, and is gone once the browser has it', async () => {
  const { port, host } = await listen();
  await sendRaw(port, get(`/callback?${query}`, host));
  const later = await sendRaw(port, get(`/callback?${query}`, host));
  expect(later).toMatch(/^HTTP\/1\.1 404/);
  expect(later.toLowerCase()).toContain("frame-ancestors 'none'");
  expect(later.toLowerCase()).toContain('referrer-policy: no-referrer');
  expect(later.toLowerCase()).toContain('cache-control: no-store');
  expect(await sendRaw(port, get('/done', host))).toMatch(/^HTTP\/1\.1 200/);
  await expect
    .poll(() =>
      connectTo(port).then(
        (socket) => (socket.destroy(), 'there'),
        () => 'gone',
      ),
    )
    .toBe('gone');
  record('asking on after the answer', 'the constant page, then nobody');
});
