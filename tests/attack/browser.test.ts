import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAttackTable } from './attack-table.ts';
import { startTarget, type Target } from './start-target.ts';

const record = createAttackTable('pages in Chromium');
let target: Target;
let browser: Browser;
let page: Page;
/** A page of an attacker, on another port of this computer. */
const attacker = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><title>evil</title>'),
);

beforeAll(async () => {
  target = await startTarget();
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      // The bridge must hold without the browser’s own protection of local networks.
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
      '--host-resolver-rules=MAP evil.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await target.stop();
  attacker.closeAllConnections();
  await new Promise((resolve) => attacker.close(resolve));
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`);
  return () => page.close();
});

const refusedText = '{"refused":true}';

/** Each runs in the attacker's page and resolves to what it could learn. */
const attacks: [string, (bridge: string) => Promise<string>, string | RegExp][] = [
  ['fetch', (bridge) => fetch(`${bridge}/discovery`).then((response) => response.text(), String), /TypeError/],
  [
    'fetch, no-cors',
    (bridge) => fetch(`${bridge}/discovery`, { mode: 'no-cors' }).then((response) => response.type + response.status, String),
    /TypeError|opaque0/,
  ],
  [
    'fetch, no-cors POST',
    (bridge) =>
      fetch(`${bridge}/pair`, { mode: 'no-cors', method: 'POST', body: '{}' }).then((response) => response.type + response.status, String),
    /TypeError|opaque0/,
  ],
  [
    'fetch with our content type',
    (bridge) =>
      fetch(`${bridge}/call`, { method: 'POST', body: new Uint8Array(80), headers: { 'content-type': 'application/octet-stream' } }).then(
        (r) => r.text(),
        String,
      ),
    /TypeError/,
  ],
  [
    'img',
    (bridge) =>
      new Promise((resolve) => {
        const image = new Image();
        image.addEventListener('load', () => resolve('loaded'));
        image.addEventListener('error', () => resolve('error'));
        image.src = `${bridge}/discovery`;
      }),
    'error',
  ],
  [
    'script',
    (bridge) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.addEventListener('load', () => resolve('loaded'));
        script.addEventListener('error', () => resolve('error'));
        script.src = `${bridge}/discovery`;
        document.head.append(script);
      }),
    'error',
  ],
  [
    'iframe',
    (bridge) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.addEventListener('load', () => resolve(frame.contentDocument ? 'readable' : 'unreadable'));
        frame.src = `${bridge}/discovery`;
        document.body.append(frame);
      }),
    'unreadable',
  ],
  [
    'sandboxed iframe’s fetch, Origin null',
    (bridge) =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => resolve(String(data)));
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = `<script>fetch('${bridge}/call',{method:'POST',body:'x'}).then(r=>r.text(),String).then(t=>parent.postMessage(t,'*'))</script>`;
        document.body.append(frame);
      }),
    /TypeError/,
  ],
  [
    'form, text/plain',
    (bridge) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = 'answer';
        const form = document.createElement('form');
        Object.assign(form, { action: `${bridge}/pair`, method: 'post', enctype: 'text/plain', target: 'answer' });
        document.body.append(frame, form);
        frame.addEventListener('load', () => resolve(frame.contentDocument ? 'readable' : 'unreadable'));
        form.submit();
      }),
    'unreadable',
  ],
  [
    'EventSource',
    (bridge) =>
      new Promise((resolve) => {
        const source = new EventSource(`${bridge}/discovery`);
        source.addEventListener('open', () => resolve('open'));
        source.addEventListener('error', () => resolve('error'));
      }),
    'error',
  ],
  [
    'WebSocket',
    (bridge) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${bridge.replace('http', 'ws')}/call`);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('error'));
      }),
    'error',
  ],
  ['sendBeacon', async (bridge) => String(navigator.sendBeacon(`${bridge}/pair`, '{}')), 'true'],
];

test.each(attacks)('%s learns nothing and reaches nothing', async (name, attack, learnt) => {
  const result = await page.evaluate(attack, `http://127.0.0.1:${target.port}`);
  expect(result).toMatch(learnt);
  expect(result).not.toContain('kurrier');
  // What a beacon or a frame sent last has arrived by the time that a later answer is here.
  expect((await page.request.fetch(`http://127.0.0.1:${target.port}/discovery`, { method: 'HEAD' })).status()).toBe(403);
  expect(target.handled()).toBe(0);
  expect(target.devices.list()).toEqual([]);
  record(name, learnt === 'true' ? 'refused' : `refused: ${result.slice(0, 40)}`);
});

test('navigation shows the refusal only', async () => {
  const response = await page.goto(`http://127.0.0.1:${target.port}/discovery`);
  expect(response?.status()).toBe(403);
  expect(await page.textContent('body')).toBe(refusedText);
  record('navigation', 'refused');
});

test('a page whose name has come to mean 127.0.0.1 reads the refusal only', async () => {
  const origin = `http://evil.example:${target.port}`;
  // The page itself comes from the attacker; then its name is rebound, and every further request goes to the bridge.
  await page.route(`${origin}/`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>evil</title>' }));
  await page.goto(`${origin}/`);
  await page.unrouteAll();
  const results = await page.evaluate(async () => {
    const text = (path: string, init?: RequestInit) => fetch(path, init).then((response) => response.text());
    const headers = { 'content-type': 'application/octet-stream' };
    return [
      await text('/discovery'),
      await text('/call', { method: 'POST', headers, body: new Uint8Array(80) }),
      await text('/pair', { method: 'POST', body: '{}' }),
    ];
  });
  expect(results).toEqual([refusedText, refusedText, refusedText]);
  expect(target.handled()).toBe(0);
  record('DNS rebinding', 'refused');
});
