import { listAccounts } from '@kurrier/shared/api/accounts';
import { beginSignIn, keepOwnClient } from '@kurrier/shared/api/oauth';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAttackTable } from '../attack/attack-table.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startWebServer, type Page, type WebServer } from '../servers/start-web-server.ts';

const record = createAttackTable('an issuer that is hostile itself');
const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-issuer-'));
let web: WebServer;
let bridge: BridgeProcess;
let metadata: Record<string, unknown> | string;
let device: Record<string, unknown>;

beforeAll(async () => {
  const ca = await createCa();
  writeFileSync(path.join(folder, 'ca.pem'), ca.pem);
  const json = (value: unknown): Page => ({ body: typeof value === 'string' ? value : JSON.stringify(value), type: 'application/json' });
  web = await startWebServer(
    (asked) => (asked === '/.well-known/openid-configuration' ? json(metadata) : asked === '/device' ? json(device) : undefined),
    await ca.issue({ names: ['127.0.0.1'] }),
  );
  bridge = await startBridgeProcess({ args: [`--ca=${path.join(folder, 'ca.pem')}`] });
  await bridge.call(keepOwnClient, { of: { issuer: web.url }, client: { clientId: 'kurrier' } });
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const good = () => ({
  issuer: web.url,
  authorization_endpoint: `${web.url}/authorize`,
  token_endpoint: `${web.url}/token`,
  device_authorization_endpoint: `${web.url}/device`,
  response_types_supported: ['code'],
});
const goodDevice = () => ({ device_code: 'd', user_code: 'ABCD', verification_uri: `${web.url}/activate`, expires_in: 600 });
const leg = { host: 'mail.test', port: 993, username: 'ann@mail.test', secure: true };
const begin = (method: 'browser' | 'device-code' = 'browser') =>
  bridge.call(beginSignIn, { of: { issuer: web.url }, method, change: { address: 'ann@mail.test', imap: leg } });

test.for<[name: string, change: () => Record<string, unknown> | string]>([
  ['a page that is a script', () => ({ authorization_endpoint: 'javascript:alert(document.domain)' })],
  ['a page that is a file', () => ({ authorization_endpoint: 'file:///etc/passwd' })],
  ['a page that is data', () => ({ authorization_endpoint: 'data:text/html,<script>1</script>' })],
  ['a page of the extension', () => ({ authorization_endpoint: 'chrome-extension://abcdefghijklmnop/options.html' })],
  ['a page without encryption', () => ({ authorization_endpoint: 'http://login.test/authorize' })],
  ['no page', () => ({ authorization_endpoint: undefined })],
  ['another issuer', () => ({ issuer: 'https://accounts.google.com' })],
  ['an issuer that is a list', () => ({ issuer: [web.url] })],
  ['metadata of a megabyte', () => ({ padding: 'x'.repeat(1024 * 1024) })],
  ['metadata that are no JSON', () => '<html>Sign in to the Wi-Fi</html>'],
])('%s: refused, and no link to it is shown', async ([name, change]) => {
  const changed = change();
  metadata = typeof changed === 'string' ? changed : { ...good(), ...changed };
  const answer = await begin();
  expect(answer).toMatchObject({ ok: true, value: { refused: 'failed', failure: { stage: 'authorization' } } });
  expect(JSON.stringify(answer)).not.toMatch(/javascript|file:|data:|chrome-extension|http:\/\//);
  record(name, 'refused, no link');
});

test.for<[name: string, change: () => Record<string, unknown>]>([
  ['a page for the code that is a script', () => ({ verification_uri: 'javascript:alert(1)' })],
  ['a page for the code without encryption', () => ({ verification_uri: 'http://login.test/activate' })],
  ['a pause of no time between questions', () => ({ interval: 0 })],
  ['a pause that is less than nothing', () => ({ interval: -5 })],
  ['no page for the code', () => ({ verification_uri: undefined })],
])('%s: refused', async ([name, change]) => {
  metadata = good();
  device = { ...goodDevice(), ...change() };
  expect(await begin('device-code')).toMatchObject({ ok: true, value: { refused: 'failed' } });
  record(name, 'refused');
});

test('a code of a kilobyte is cut', async () => {
  metadata = good();
  device = { ...goodDevice(), user_code: 'A'.repeat(1024) };
  expect(await begin('device-code')).toMatchObject({ ok: true, value: { status: { state: 'waiting', code: 'A'.repeat(40) } } });
  record('a code of a kilobyte', 'cut');
});

test('the good one among them is taken, and nothing was stored of all others', async () => {
  metadata = good();
  expect(await begin()).toMatchObject({ ok: true, value: { status: { state: 'waiting' } } });
  expect(await bridge.call(listAccounts, {})).toMatchObject({ value: { accounts: [] } });
});
