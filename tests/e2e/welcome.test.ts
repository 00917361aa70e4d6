import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { pair, press, readVerdict } from './use-form.ts';

const stepNow = (page: Page, step: string) => page.waitForSelector(`[data-step="${step}"][aria-current="step"]`);
const typeInto = (page: Page, label: string, text: string) => page.locator(`::-p-aria([name="${label}"])`).fill(text);

inEachBrowser('%s: the welcome page', (name) => {
  const resources = new AsyncDisposableStack();
  let bridge: TestBridge;
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    bridge = resources.use(await startTestBridge());
    await bridge.stop();
    browser = resources.use(await openBrowser(name, [bridge.port]));
    page = await browser.openPage('options.html#/welcome');
    await page.bringToFront();
  });
  afterAll(() => resources.disposeAsync());

  test('without a bridge it says what to install, and knows providers and settings all the same', async () => {
    await stepNow(page, 'program');
    await typeInto(page, 'Email Address', 'ada@gmail.com');
    await page.waitForFunction(() => document.body.textContent.includes('imap.gmail.com, port 993'));
    await typeInto(page, 'Host', 'mail.example.org');
    await typeInto(page, 'Port', '993');
    await page.waitForSelector('[data-finding="other-leg"]');
    await page.waitForSelector('[data-finding="not-the-providers"]');
    await takePicture(page, `welcome-program-${name}`);
    expect(await findViolations(page)).toEqual([]);
  });

  test('it notices the bridge by itself, and leads on to a demo mailbox that works', async () => {
    await bridge.start();
    await stepNow(page, 'connect');
    await press(page, 'Pair with a code instead');
    await page.goto(page.url().replace('#/welcome', '#/providers'), { waitUntil: [] });
    await pair(page, await bridge.createPairingCode());
    await page.waitForSelector('.empty');
    await page.evaluate(() => (location.hash = '#/welcome'));
    await stepNow(page, 'mailbox');
    await press(page, 'Try with demo mailboxes');
    await page.waitForSelector('.demo table');
    await takePicture(page, `welcome-demo-${name}`);
    expect(await findViolations(page)).toEqual([]);
    await press(page, 'To your mailboxes');
    expect(await readVerdict(page, 'Demo: ok')).toEqual({ smtp: 'verified', imap: 'verified' });
    await page.evaluate(() => (location.hash = '#/welcome'));
    await press(page, 'End the demo');
    await stepNow(page, 'mailbox');
  });
});
