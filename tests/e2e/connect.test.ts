import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderNativeHost } from '../../bridge/src/install/native-hosts.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { inEachBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { openChromium } from '../browser/open-chromium.ts';
import { openFirefox } from '../browser/open-firefox.ts';
import { press } from './use-form.ts';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

/** The host as an installation registers it, for the bridge of this data folder. */
const writeHost = (folder: string, bridge: BridgeProcess, family: 'chromium' | 'firefox'): void => {
  const home = path.join(bridge.dataDir, 'home');
  for (const [part, link] of [
    ['store', 'data'],
    ['keys', 'config'],
  ] as const) {
    mkdirSync(path.join(home, link), { recursive: true });
    symlinkSync(path.join(bridge.dataDir, part), path.join(home, link, 'kurrier'));
  }
  const host = path.join(home, 'native-host');
  const where = `XDG_DATA_HOME=${home}/data XDG_CONFIG_HOME=${home}/config`;
  writeFileSync(host, `#!/bin/sh\nexport ${where}\nexec ${process.execPath} ${main} native-host "$@"\n`);
  chmodSync(host, 0o755);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${distribution.nativeHost}.json`), renderNativeHost(family, host));
};

/** Chromium asks before an optional permission is given, in a window that cannot be pressed on from here. Firefox has a setting for tests. */
const givePermission = (dir: string): void => {
  const file = path.join(dir, 'manifest.json');
  const { optional_permissions: optional, ...manifest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
  expect(optional).toContain('nativeMessaging');
  writeFileSync(file, JSON.stringify({ ...manifest, permissions: [...manifest['permissions']!, 'nativeMessaging'] }));
};

inEachBrowser('%s: connecting without a code', (name) => {
  const isFirefox = name === 'Firefox';
  const resources = new AsyncDisposableStack();
  const home = mkdtempSync(path.join(tmpdir(), 'kurrier-home-'));
  const { HOME } = process.env;
  let bridge: BridgeProcess;
  let browser: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    bridge = resources.use(await startBridgeProcess());
    const extension = resources.use(await buildExtension({ ports: [bridge.port], browser: isFirefox ? 'firefox' : 'chrome' }));
    // Firefox looks for hosts below the home of whoever runs it, Chromium below the profile.
    process.env['HOME'] = home;
    if (!isFirefox) givePermission(extension.dir);
    browser = resources.use(
      await (isFirefox
        ? openFirefox(extension.dir, { firefoxPrefs: { 'extensions.webextOptionalPermissionPrompts': false } })
        : openChromium(extension.dir, { fill: (profile) => (profileOfChromium = profile) })),
    );
    page = await browser.openPage('options.html');
    await page.bringToFront();
  });
  afterAll(async () => {
    await resources.disposeAsync();
    process.env['HOME'] = HOME;
    rmSync(home, { recursive: true, force: true });
  });
  let profileOfChromium = '';

  test('where no program was installed it says so, and the code stays; once it is there, one press pairs', async () => {
    await page.waitForSelector('.pair-screen');
    await press(page, 'Connect to Kurrier on this computer');
    await page.waitForSelector('[data-refusal="not-found"]');
    expect(await page.$('.pair-screen input.code')).not.toBeNull();

    writeHost(
      isFirefox ? path.join(home, '.mozilla/native-messaging-hosts') : path.join(profileOfChromium, 'NativeMessagingHosts'),
      bridge,
      isFirefox ? 'firefox' : 'chromium',
    );
    await press(page, 'Connect to Kurrier on this computer');
    await page.waitForSelector('.empty');
    expect(bridge.output()).not.toMatch(/refused/);
  });
});
