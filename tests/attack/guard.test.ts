import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealCall } from '@kurrier/shared/channel/seal';
import { createAttackTable } from './attack-table.ts';
import { isRefusal, sendRaw } from './send-raw.ts';
import { startTarget, type Target } from './start-target.ts';

let target: Target;
beforeAll(async () => void (target = await startTarget()));
afterAll(() => target.stop());
const record = createAttackTable('raw guard: hand-written bytes');

const page = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const firefox = 'moz-extension://12345678-1234-1234-1234-123456789abc';
/** `P` in any row stands for the port. */
const get = (...headers: string[]) => `GET /discovery HTTP/1.1\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`;
const host = 'Host: 127.0.0.1:P';
const post = (path: string, type: string, body: string, ...headers: string[]) =>
  `POST ${path} HTTP/1.1\r\n${[host, `Content-Type: ${type}`, `Content-Length: ${body.length}`, ...headers].join('\r\n')}\r\n\r\n${body}`;
const binary = 'application/octet-stream';

const refused: [string, string][] = [
  ['Host: another name', get('Host: evil.example:P')],
  ['Host: no port', get('Host: 127.0.0.1')],
  ['Host: wrong port', get('Host: 127.0.0.1:1')],
  ['Host: localhost', get('Host: localhost:P')],
  ['Host: 127.1', get('Host: 127.1:P')],
  ['Host: 127.0.0.1.', get('Host: 127.0.0.1.:P')],
  ['Host: [::1]', get('Host: [::1]:P')],
  ['Host: user info', get('Host: 127.0.0.1:P@evil.example')],
  ['Host: two, good first', get(host, 'Host: evil.example')],
  ['Host: two, good last', get('Host: evil.example', host)],
  ['Host: two, both good', get(host, host)],
  ['Host: empty', get('Host:')],
  ['Host: none', get('Accept: */*')],
  ['Host: none, HTTP/1.0', 'GET /discovery HTTP/1.0\r\n\r\n'],
  ['HTTP/1.0 with Host', `GET /discovery HTTP/1.0\r\n${host}\r\n\r\n`],
  ['absolute target, evil authority', `GET http://evil.example/discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['absolute target, evil Host', 'GET http://127.0.0.1:P/discovery HTTP/1.1\r\nHost: evil.example\r\n\r\n'],
  ['absolute target, both good', `GET http://127.0.0.1:P/discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: another path', `GET / HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: query', `GET /discovery?x HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: dot segment', `GET /./discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: escaped', `GET /%64iscovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: double slash', `GET //discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: prototype name', `GET __proto__ HTTP/1.1\r\n${host}\r\n\r\n`],
  ['target: an endpoint', post('/test.echo', 'application/json', '{"text":"x"}')],
  ['Origin: a page', get(host, 'Origin: https://evil.example')],
  ['Origin: our own address', get(host, 'Origin: http://127.0.0.1:P')],
  ['Origin: our id and more', get(host, `Origin: ${page}.evil.example`)],
  ['Origin: two', get(host, `Origin: ${page}`, 'Origin: https://evil.example')],
  ['Origin: two of ours', get(host, `Origin: ${page}`, `Origin: ${page}`)],
  ['Origin: null', get(host, 'Origin: null')],
  ['Origin: null, POST', post('/call', binary, 'x'.repeat(80), 'Origin: null')],
  ['Origin: empty', get(host, 'Origin:')],
  ['OPTIONS', `OPTIONS /call HTTP/1.1\r\n${host}\r\nOrigin: ${page}\r\nAccess-Control-Request-Method: POST\r\n\r\n`],
  [
    'OPTIONS, private network',
    `OPTIONS /call HTTP/1.1\r\n${host}\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Private-Network: true\r\n\r\n`,
  ],
  ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${host}\r\n\r\n`],
  ['HEAD', `HEAD /discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['TRACE', `TRACE /discovery HTTP/1.1\r\n${host}\r\n\r\n`],
  ['CONNECT', `CONNECT 127.0.0.1:25 HTTP/1.1\r\n${host}\r\n\r\n`],
  ['PUT', `PUT /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nContent-Length: 1\r\n\r\nx`],
  ['POST /discovery', post('/discovery', 'application/json', '{}')],
  ['GET /call', `GET /call HTTP/1.1\r\n${host}\r\n\r\n`],
  ['GET with a body', `GET /discovery HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\n\r\nx`],
  [
    'Upgrade: websocket',
    get(host, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='),
  ],
  ['Upgrade: h2c', get(host, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__')],
  ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['navigation', get(host, 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Site: none', 'Sec-Fetch-Dest: document')],
  ['img', get(host, 'Sec-Fetch-Mode: no-cors', 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: image')],
  ['cross-site fetch', get(host, 'Sec-Fetch-Mode: cors', 'Sec-Fetch-Site: cross-site')],
  ['same-site fetch', get(host, 'Sec-Fetch-Mode: cors', 'Sec-Fetch-Site: same-site')],
  ['Sec-Fetch-Site: two', get(host, 'Sec-Fetch-Site: none', 'Sec-Fetch-Site: cross-site')],
  ['websocket mode', get(host, 'Sec-Fetch-Mode: websocket')],
  ['form: text/plain', post('/pair', 'text/plain', '{}')],
  ['form: urlencoded', post('/pair', 'application/x-www-form-urlencoded', 'a=b')],
  ['form: multipart', post('/call', 'multipart/form-data; boundary=x', '--x--')],
  ['Content-Type: with charset', post('/pair', 'application/json; charset=utf-8', '{}')],
  ['Content-Type: of the other URL', post('/call', 'application/json', '{}')],
  ['Content-Type: two', post('/call', binary, 'x'.repeat(80), `Content-Type: ${binary}`)],
  ['Content-Type: none', `POST /call HTTP/1.1\r\n${host}\r\nContent-Length: 1\r\n\r\nx`],
  ['Content-Length: none', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\n\r\n`],
  ['Content-Length: 0', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nContent-Length: 0\r\n\r\n`],
  ['Content-Length: two, the same', post('/call', binary, 'x', 'Content-Length: 1')],
  ['Content-Length: two, different', post('/call', binary, 'x', 'Content-Length: 2')],
  ['Content-Length: list', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nContent-Length: 1, 1\r\n\r\nx`],
  ['Content-Length: signed', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nContent-Length: +1\r\n\r\nx`],
  ['Content-Length: 10 GB', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nContent-Length: 10737418240\r\n\r\nx`],
  [
    'Content-Length: the limit and 1, /pair',
    `POST /pair HTTP/1.1\r\n${host}\r\nContent-Type: application/json\r\nContent-Length: 65537\r\n\r\nx`,
  ],
  ['Content-Length: the limit and 1, unknown device', post('/call', binary, '\x01'.repeat(64 * 1024 + 1))],
  ['chunked', `POST /call HTTP/1.1\r\n${host}\r\nContent-Type: ${binary}\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`],
  ['chunked and Content-Length', post('/call', binary, '1\r\nx\r\n0\r\n\r\n', 'Transfer-Encoding: chunked')],
  ['Transfer-Encoding: identity', post('/call', binary, 'x', 'Transfer-Encoding: identity')],
  ['Expect: 100-continue', post('/call', binary, 'x', 'Expect: 100-continue')],
  ['Expect: something', post('/call', binary, 'x', 'Expect: something')],
  ['headers of 8 KiB and more', get(host, `X: ${'x'.repeat(8 * 1024)}`)],
  ['header line without colon', get(host, 'nonsense')],
  ['header with obsolete folding', `GET /discovery HTTP/1.1\r\n${host}\r\n evil.example\r\n\r\n`],
  ['space before the colon', get('Host : 127.0.0.1:P')],
  ['bare LF', `GET /discovery HTTP/1.1\n${host}\n\n`],
  ['NUL in a header', get(host, 'X: a\0b')],
  ['TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['SMTP', 'EHLO evil.example\r\n'],
];

test.each(refused)('%s is refused', async (name, bytes) => {
  const answer = await sendRaw(target.port, bytes.replaceAll(':P', `:${target.port}`));
  expect(isRefusal(answer) || (bytes.startsWith('HEAD') && answer.startsWith('HTTP/1.1 403')), answer.slice(0, 400)).toBe(true);
  expect(target.handled()).toBe(0);
  record(name, 'refused');
});

test.each([
  ['plain', get(host, 'Connection: close')],
  ['Chromium’s extension', get(host, 'Sec-Fetch-Site: none', 'Sec-Fetch-Mode: cors', 'Connection: close')],
  ['Chromium’s extension with Origin', get(host, `Origin: ${page}`, 'Sec-Fetch-Site: none', 'Sec-Fetch-Mode: cors', 'Connection: close')],
  ['Firefox’s extension', get(host, `Origin: ${firefox}`, 'Sec-Fetch-Site: same-origin', 'Sec-Fetch-Mode: cors', 'Connection: close')],
])('discovery is answered: %s', async (_, bytes) => {
  const answer = await sendRaw(target.port, bytes.replaceAll(':P', `:${target.port}`));
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).not.toMatch(/access-control/i);
  for (const header of [
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Cross-Origin-Resource-Policy: same-origin',
    "Content-Security-Policy: default-src 'none'",
  ])
    expect(answer).toContain(header);
  expect(Object.keys(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as object)).toEqual(['app', 'api', 'bridgeId', 'boot']);
});

test('a sealed call is answered on the same socket as hand-written bytes', async () => {
  const { deviceId, keys } = target.credential;
  const json = JSON.stringify({ api: 1, endpoint: 'test.echo', body: { text: 'x' } });
  const { frame } = await sealCall(keys, target.start, { deviceId, at: Date.now() }, { json, bytes: new Uint8Array(0) });
  const before = target.handled();
  const answer = await sendRaw(
    target.port,
    post('/call', binary, Buffer.from(frame).toString('latin1'), 'Connection: close').replaceAll(':P', `:${target.port}`),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(target.handled()).toBe(before + 1);
});
