import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { approveBeforehand } from '../browser/approve-beforehand.ts';
import { openBrowser } from '../browser/each-browser.ts';
import { registerNativeHost } from './open-with-native-host.ts';
import { press } from './use-form.ts';

/**
 * ADR 0079: documents and workers that Chromium started before a person agreed to native messaging never learn to use it. Nobody can press on
 * the prompt here; this browser remembers that it was agreed to, and gives the permission when it is asked for.
 */
const resources = new AsyncDisposableStack();
let bridge: BridgeProcess;
let page: Page;

beforeAll(async () => {
  bridge = resources.use(await startBridgeProcess());
  const fill = (profile: string): void => {
    approveBeforehand(profile, ['nativeMessaging']);
    registerNativeHost(path.join(profile, 'NativeMessagingHosts'), bridge, 'chromium');
  };
  const chromium = resources.use(await openBrowser('Chromium', [bridge.port], { fill }));
  page = await chromium.openPage('options.html#/welcome');
  await page.bringToFront();
});
afterAll(() => resources.disposeAsync());

const hasPermission = () => page.evaluate(() => chrome.permissions.contains({ permissions: ['nativeMessaging'] }));
const canSend = () => page.evaluate(() => 'sendNativeMessage' in chrome.runtime);

test('a page and a worker from before the permission was given connect all the same, through a document that begins after it', async () => {
  await page.waitForSelector('[data-step="connect"][aria-current="step"]');
  expect([await hasPermission(), await canSend()]).toEqual([false, false]);
  await press(page, 'Connect to Kurrier on this computer');
  await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
  // Given, and of no use to the page that asked: where this is found to be true, the hidden document is needed no more.
  expect([await hasPermission(), await canSend()]).toEqual([true, false]);
  expect(await page.$('iframe')).toBeNull();
  expect(bridge.output()).not.toMatch(/refused/);
});
