import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveBeforehand } from '../browser/approve-beforehand.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startWebServer, type WebServer } from '../servers/start-web-server.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { fillForm, pair, press, valueOf } from './use-form.ts';

const help = `<!doctype html><meta charset="utf-8"><title>Mail programs</title><h1>Mail programs</h1>
<div style="display:none">IMAP: imap.evil.example, port 993, SSL</div>
<table><tr><th></th><th>Server</th><th>Port</th><th>Security</th></tr>
<tr><td>IMAP</td><td>imap.hoster.example</td><td>993</td><td>SSL/TLS</td></tr>
<tr><td>SMTP</td><td>smtp.hoster.example</td><td>587</td><td>STARTTLS</td></tr></table>
<p>User name: your full e-mail address</p><input type="password" value="secret">`;

/** In the popup: asks the worker from within the page in the tab, as a script can that was injected there, or whoever took its process over. */
const askWorkerFromTab = async (): Promise<unknown> => {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const [injected] = await chrome.scripting.executeScript({
    target: { tabId: tab!.id! },
    func: async () => (await chrome.runtime.sendMessage({ type: 'call', body: { name: 'accounts.list', body: {} } })) ?? 'nobody answered',
  });
  return injected!.result;
};

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let web: WebServer;
let chromium: Chromium;

// The toolbar popup can be opened by a program in Chromium alone; what the page is read by is tested in both browsers.
beforeAll(async () => {
  bridge = resources.use(await startTestBridge());
  web = resources.use(await startWebServer((path) => (path === '/help' ? { body: help, type: 'text/html' } : undefined)));
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  // The permission is asked for by the press, and given then.
  chromium = resources.use(await openChromium(extension.dir, { fill: (profile) => approveBeforehand(profile, ['scripting']) }));
});
afterAll(() => resources.disposeAsync());

test('the settings on the page in the tab are read after a press, shown with their source, and used after another', async () => {
  const page = await chromium.openPage('manifest.json');
  await page.goto(`${web.url}/help`);
  const popup = await chromium.openPopup();
  await pair(popup, await bridge.createPairingCode());
  await press(popup, 'Add account');
  await fillForm(popup, { 'Email Address': 'ada@shop.example' });
  await press(popup, 'Use the settings on this page');
  await popup.waitForSelector('.page-settings dl');
  const shown = await popup.$eval('.page-settings', (panel) => (panel as HTMLElement).innerText);
  expect(shown).toContain(`Read from ${web.url}`);
  expect(shown).toContain('imap.hoster.example:993 · TLS');
  expect(shown).toContain('smtp.hoster.example:587 · STARTTLS');
  expect(shown).toContain('not of the domain of your address');
  expect(shown).not.toContain('evil');
  await takePicture(popup, 'popup-page-settings');
  expect(await popup.evaluate(askWorkerFromTab)).toBe('nobody answered');
  await press(popup, 'Use these settings');
  await expect.poll(() => valueOf(popup, 'IMAP Host')).toBe('imap.hoster.example');
  expect(await valueOf(popup, 'SMTP Port')).toBe('587');
  expect(await valueOf(popup, 'SMTP Username')).toBe('ada@shop.example');
  expect(await valueOf(popup, 'SMTP Password')).toBe('');
  expect(web.requests().filter((asked) => !asked.endsWith('/favicon.ico'))).toEqual([`127.0.0.1:${web.port}/help`]);
});

test('a page that the browser closes to extensions is named', async () => {
  await chromium.closePopup();
  const page = await chromium.openPage('manifest.json');
  await page.goto('chrome://version');
  const popup = await chromium.openPopup();
  await popup.waitForSelector('.account-form');
  await fillForm(popup, { 'Email Address': 'ada@other.example' });
  await press(popup, 'Use the settings on this page');
  await popup.waitForFunction(() =>
    document.querySelector('.page-settings .error')?.textContent?.includes('closes this page to extensions'),
  );
});
