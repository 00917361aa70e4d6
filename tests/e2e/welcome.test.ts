import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser, openBrowser, type BrowserName } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { countInteractions } from './count-interactions.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { inputOf, pair, press, readVerdict } from './use-form.ts';
import { click } from './click.ts';

const stepNow = (page: Page, step: string) => page.waitForSelector(`[data-step="${step}"][aria-current="step"]`);
const typeInto = (page: Page, label: string, text: string) => page.locator(inputOf(label)).fill(text);
const waitForText = (page: Page, text: string) => page.waitForFunction((wanted) => document.body.textContent.includes(wanted), {}, text);

/** A page that is as good where it is narrow: nothing is wider than the window, and axe finds nothing. */
const expectGood = async (page: Page, name: BrowserName, picture: string) => {
  for (const [width, height] of [
    [400, 1400],
    [1280, 1100],
  ] as const) {
    await page.setViewport({ width, height });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await findViolations(page)).toEqual([]);
    // Firefox cannot be told which colours a page is to take.
    if (name === 'Chromium') await takePicture(page, `${picture}-${width}`);
  }
};

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
    // These tests run on Linux alone, and nothing is published.
    await page.waitForSelector('[data-package]');
    expect(await page.$$eval('[data-package]', (packages) => packages.map((one) => one.getAttribute('data-package')))).toEqual([
      'deb',
      'linux',
      'mac',
      'windows',
    ]);
    expect(await page.$eval('[data-package=deb]', (first) => first.textContent)).toMatch(/kurrier_[\d.]+_(?:amd64|arm64)\.deb/);
    expect(await page.$('[data-package] a')).toBeNull();
    await waitForText(page, '.output/release');
    await typeInto(page, 'Email Address', 'ada@gmail.com');
    await waitForText(page, 'imap.gmail.com, port 993');
    await typeInto(page, 'Host', 'mail.example.org');
    await typeInto(page, 'Port', '993');
    await page.waitForSelector('[data-finding="other-leg"]');
    await page.waitForSelector('[data-finding="not-the-providers"]');
    expect(await page.$('.step-done')).toBeNull();
    await click(page, '[data-step="program"] > details > summary');
    await page.waitForSelector('[data-problem="not-running"]');
    await expectGood(page, name, 'welcome-program');
  });

  test('it notices the bridge by itself, and leads on to a demo mailbox that works', async () => {
    await bridge.start();
    await stepNow(page, 'connect');
    const counted = await countInteractions(page);
    await click(page, '[data-step="connect"] summary');
    await expectGood(page, name, 'welcome-connect');
    await page.$$eval('.pair-screen details', (folded) => {
      for (const one of folded) one.open = true;
    });
    await page.setViewport({ width: 400, height: 900 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    await page.setViewport({ width: 1280, height: 900 });
    await pair(page, await bridge.createPairingCode());
    await stepNow(page, 'mailbox');
    await press(page, 'Try with demo mailboxes');
    await page.waitForSelector('.demo table');
    await expectGood(page, name, 'welcome-demo');
    await press(page, 'To your mailboxes');
    expect(await readVerdict(page, 'Demo: ok')).toEqual({ smtp: 'verified', imap: 'verified' });
    // In a terminal: the command that shows a code, and copying that.
    const inTerminal = 2;
    const inPage = await counted();
    expect(inPage).toBe(5);
    expect(inPage + inTerminal).toBeLessThanOrEqual(8);
    await press(page, 'First steps');
    await waitForText(page, 'All set');
    await bridge.stop();
    await page.waitForSelector('.welcome [data-problem="not-running"]');
    expect(await page.evaluate(() => document.body.textContent)).not.toContain('All set');
    await bridge.start();
    // The demo ended with the bridge that ran it.
    await stepNow(page, 'mailbox');
    await press(page, 'Try with demo mailboxes');
    await waitForText(page, 'All set');
    await press(page, 'End the demo');
    await stepNow(page, 'mailbox');
  });
});
