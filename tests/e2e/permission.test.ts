import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtension } from '../browser/build-extension.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { pair } from './use-form.ts';

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let chromium: Chromium;

beforeAll(async () => {
  bridge = resources.use(await startTestBridge());
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
});
afterAll(() => resources.disposeAsync());

/** What a person sets under “Site access” on the browser's own page about the extension. */
const setSiteAccess = async (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> => {
  const page = await chromium.openPage('manifest.json');
  const extensionId = new URL(page.url()).host;
  await page.goto('chrome://extensions');
  await page.evaluate(
    (update) =>
      (
        chrome as unknown as { developerPrivate: { updateExtensionConfiguration: (update: object) => Promise<void> } }
      ).developerPrivate.updateExtensionConfiguration(update),
    { extensionId, hostAccess },
  );
  await page.close();
};
const problemOn = (page: Page) =>
  page.waitForSelector('[data-problem]').then((element) => element?.evaluate((shown) => (shown as HTMLElement).dataset['problem']));

test('without the permission for 127.0.0.1 it says so, with a button that asks for it; with it again, all is as before', async () => {
  const page = await chromium.openPage('options.html');
  await page.bringToFront();
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');

  await setSiteAccess('ON_CLICK');
  await page.bringToFront();
  await page.reload();
  expect(await problemOn(page)).toBe('no-permission');
  expect(await page.$eval('[data-problem] .button.primary', (button) => button.textContent)).toBe('Grant permission');

  await setSiteAccess('ON_ALL_SITES');
  await page.bringToFront();
  await page.reload();
  await page.waitForSelector('.empty');
});
