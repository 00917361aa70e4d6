import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { inEachBrowser } from '../browser/each-browser.ts';
import { countInteractions } from './count-interactions.ts';
import { openWithNativeHost, type BrowserWithHosts } from './open-with-native-host.ts';
import { press } from './use-form.ts';

inEachBrowser('%s: connecting without a code', (name) => {
  const resources = new AsyncDisposableStack();
  let bridge: BridgeProcess;
  let opened: BrowserWithHosts;
  let page: Page;

  beforeAll(async () => {
    bridge = resources.use(await startBridgeProcess());
    opened = resources.use(await openWithNativeHost(name, bridge));
    page = await opened.browser.openPage('options.html');
    await page.bringToFront();
  });
  afterAll(() => resources.disposeAsync());

  test('where no program was installed it says so, and the code stays; once it is there, five interactions lead to a Verified mailbox', async () => {
    await page.waitForSelector('.pair-screen');
    await press(page, 'Connect to Kurrier on this computer');
    await page.waitForSelector('[data-refusal="not-found"]');
    expect(await page.$('.pair-screen input.code')).not.toBeNull();

    opened.registerHost();
    const counted = await countInteractions(page);
    await press(page, 'Connect to Kurrier on this computer');
    // The browser asks, in a window of its own.
    const answersToTheBrowser = 1;
    await page.waitForSelector('.empty');
    expect(bridge.output()).not.toMatch(/refused/);
    // Where the page that opens once is not the first one that is seen.
    await press(page, 'First steps');
    await press(page, 'Try with demo mailboxes');
    await page.waitForFunction(() => document.body.textContent.includes('All set: your mailbox works.'));
    const inPage = await counted();
    expect(inPage).toBe(3);
    expect(inPage + answersToTheBrowser).toBeLessThanOrEqual(5);
  });
});
