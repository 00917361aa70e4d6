import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { launch, TargetType, type Browser, type Page, type Target } from 'puppeteer-core';
import { shownWindow } from '../e2e/allow-in-chromium.ts';
import type { BrowserOptions, ExtensionBrowser } from './extension-browser.ts';
import { createManagedChromium } from './managed-storage.ts';
import { readBadge, readBadgeByAlarm } from './read-badge.ts';

/** From the `key` of the manifest. */
const extensionId = 'mniddlphjabeolmnmhgjmdcidnagmnpa';
const urlOf = (file: string) => `chrome-extension://${extensionId}/${file}`;

export interface Chromium extends ExtensionBrowser {
  /** The real toolbar popup; opens it where it is not open. */
  openPopup: () => Promise<Page>;
  closePopup: () => Promise<void>;
  /** Ends the extension's worker, as the browser does when it is idle. */
  killWorker: () => Promise<void>;
  /** Closes the browser and starts it again with the same profile. */
  restart: () => Promise<void>;
}

/** Real Chromium with the extension in it, and a profile of its own that lasts until disposal. */
export const openChromium = async (
  extensionDir: string,
  { fill, networkLog, managed, isShown = false }: BrowserOptions = {},
): Promise<Chromium> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'kurrier-profile-'));
  fill?.(profile);
  const policy = managed && createManagedChromium(extensionId, managed);
  const start = () => launchChromium({ profile, extensionDir, networkLog, isShown, program: policy?.program });
  let browser = await start();

  const isWorker = (target: Target) => target.type() === TargetType.SERVICE_WORKER && target.url().startsWith(urlOf(''));
  // Before its worker is there, the browser may refuse the extension's pages.
  await browser.waitForTarget(isWorker);
  const isPopup = (target: Target) => target.url() === urlOf('popup.html');
  const findPopup = () => browser.targets().find(isPopup)?.asPage();
  /**
   * A document of the extension from which the browser can be asked without waking the worker: the popup where it is open,
   * since a new tab would close it, else one that does nothing.
   */
  const withPage = async <Value>(use: (page: Page) => Promise<Value>): Promise<Value> => {
    const popup = await findPopup();
    if (popup) return use(popup);
    const page = await browser.newPage();
    await page.goto(urlOf('manifest.json'));
    const value = await use(page);
    await page.close();
    return value;
  };
  return {
    openPopup: async () => {
      const popup = await findPopup();
      if (popup) return popup;
      const worker = await (await browser.waitForTarget(isWorker)).worker();
      await worker?.evaluate(() => chrome.action.openPopup());
      return (await browser.waitForTarget(isPopup)).asPage();
    },
    closePopup: async () => {
      await (await findPopup())?.close();
    },
    openPage: async (file) => {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(urlOf(file));
      return page;
    },
    badge: (text) => withPage((page) => readBadge(page, text)),
    badgeByAlarm: (text) => withPage((page) => readBadgeByAlarm(page, text)),
    killWorker: async () => {
      const target = await browser.waitForTarget(isWorker);
      const worker = await target.worker();
      const isGone = () => !browser.targets().includes(target);
      const endMs = Date.now() + 10_000;
      // Asked once, a worker that is just answering a page stays.
      while (!isGone()) {
        // It lets go of the debugger after it closed the target, which may be gone by then.
        await worker?.close().catch((error: unknown) => {
          if (!String(error).includes('session')) throw error;
        });
        for (let waits = 0; waits < 25 && !isGone(); waits++) await setTimeout(20);
        if (Date.now() > endMs) throw new Error('the worker does not end');
      }
    },
    restart: async () => {
      await browser.close();
      browser = await start();
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      if (policy) rmSync(policy.folder, { recursive: true, force: true });
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
};

const launchChromium = ({
  profile,
  extensionDir,
  networkLog,
  isShown,
  program = '/usr/bin/chromium',
}: {
  profile: string;
  extensionDir: string;
  networkLog: string | undefined;
  isShown: boolean;
  program: string | undefined;
}): Promise<Browser> =>
  launch({
    executablePath: program,
    userDataDir: profile,
    headless: !isShown,
    pipe: true,
    enableExtensions: [extensionDir],
    args: [
      '--no-sandbox',
      '--lang=en-GB',
      ...(isShown ? shownWindow : []),
      ...(networkLog === undefined ? [] : [`--log-net-log=${networkLog}`]),
    ],
    defaultViewport: null,
  });
