import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, type Page } from 'puppeteer-core';
import type { BrowserOptions, ExtensionBrowser } from './extension-browser.ts';
import { fillFirefoxProfile, firefox } from './firefox-profile.ts';
import { createManagedFirefox } from './managed-storage.ts';
import { readBadge, readBadgeByAlarm } from './read-badge.ts';

const extensionId = 'kurrier@kurrier.invalid';
/** Firefox would give the extension a random one in each profile. */
const uuid = 'c1f5f9a2-7c8e-4b1d-9d55-5a0f3f0c7e11';

/** Real Firefox with the extension in it, and a profile of its own that lasts until disposal. */
export const openFirefox = async (
  extensionDir: string,
  { fill, networkLog, firefoxPrefs, managed, isShown = false }: BrowserOptions = {},
): Promise<ExtensionBrowser> => {
  const profile = mkdtempSync(path.join(tmpdir(), 'kurrier-firefox-'));
  // A profile of another origin, and another program, have their own.
  if (fill) fill(profile);
  else if (!managed) fillFirefoxProfile(profile);
  const policy = managed && createManagedFirefox(extensionId, managed);
  const browser = await launch({
    browser: 'firefox',
    executablePath: policy?.program ?? firefox,
    userDataDir: profile,
    headless: !isShown,
    args: ['--remote-allow-system-access'],
    defaultViewport: null,
    ...(networkLog === undefined ? {} : { env: { ...process.env, MOZ_LOG: 'nsHostResolver:5,sync', MOZ_LOG_FILE: networkLog } }),
    extraPrefsFirefox: { ...firefoxPrefs, 'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }) },
  });
  await browser.installExtension(extensionDir);
  /** A document of the extension from which the browser can be asked, and that does nothing. */
  const withPage = async <Value>(use: (page: Page) => Promise<Value>): Promise<Value> => {
    const page = await browser.newPage();
    await page.goto(`moz-extension://${uuid}/manifest.json`, { waitUntil: [] });
    const value = await use(page);
    await page.close();
    return value;
  };
  return {
    openPage: async (file) => {
      const page = await browser.newPage();
      // A page of an extension is never reported as loaded.
      await page.goto(`moz-extension://${uuid}/${file}`, { waitUntil: [] });
      await page.waitForFunction(() => document.readyState === 'complete');
      return page;
    },
    badge: (text) => withPage((page) => readBadge(page, text)),
    badgeByAlarm: (text) => withPage((page) => readBadgeByAlarm(page, text)),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      if (policy) rmSync(policy.folder, { recursive: true, force: true });
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
};
