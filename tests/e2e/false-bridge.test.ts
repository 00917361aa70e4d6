import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { addAccount, pair, pressIfThere, readVerdict } from './use-form.ts';

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let chromium: Chromium;
/** Everything that the false bridge was sent. */
const received: Buffer[] = [];

/** Answers discovery as the true bridge does, word for word, and everything else with 401. */
const impersonate = async (request: IncomingMessage, response: ServerResponse) => {
  for await (const chunk of request) received.push(chunk as Buffer);
  if (request.url !== '/discovery') {
    response.writeHead(401).end('{}');
    return;
  }
  const answer = await fetch(`http://127.0.0.1:${bridge.port}/discovery`).catch(() => null);
  lastDiscovery = answer ? await answer.text() : lastDiscovery;
  response.writeHead(200, { 'content-type': 'application/json' }).end(lastDiscovery);
};
let lastDiscovery = '{}';

beforeAll(async () => {
  const mail = resources.use(await startMail());
  bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  const server = createServer((request, response) => void impersonate(request, response)).listen(0, '127.0.0.1');
  resources.defer(() => void server.close());
  resources.defer(() => server.closeAllConnections());
  await once(server, 'listening');
  const falsePort = (server.address() as AddressInfo).port;
  const extension = resources.use(await buildExtension({ ports: [falsePort, bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
});
afterAll(() => resources.disposeAsync());

test('with a false bridge on the first port, the true one is found, paired and used; no password leaves for the false one', async () => {
  const popup = await chromium.openPopup();
  await popup.waitForSelector('.pair-screen');
  const code = await bridge.createPairingCode();
  await pair(popup, code);
  await addAccount(popup, {
    'Email Address': 'ada@gmail.com',
    'Account Label': 'Gmail',
    'SMTP Host': 'smtp.gmail.com',
    'IMAP Host': 'imap.gmail.com',
    'SMTP Password': password,
  });
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
  const seen = Buffer.concat(received).toString('latin1');
  for (const secret of [password.trim(), code, 'ada@gmail.com', 'smtp.gmail.com', 'accounts.save']) expect(seen).not.toContain(secret);
});

test('alone, the false bridge is not believed, and the pairing is kept', async () => {
  await bridge.stop();
  const popup = await chromium.openPopup();
  await popup.waitForSelector('[data-problem=not-trustworthy]');
  expect(await chromium.badge('–')).toMatchObject({ title: 'Kurrier: the connection is not trustworthy' });
  await bridge.start();
  await pressIfThere(popup, 'Try again');
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
  await popup.waitForFunction(() => !document.querySelector('.bridge-problem'));
});
