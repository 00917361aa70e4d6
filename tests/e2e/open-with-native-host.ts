import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';
import { renderNativeHost } from '../../bridge/src/install/native-hosts.ts';
import type { BridgeProcess } from '../bridge/start-bridge-process.ts';
import { openBrowser, type BrowserName } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

export interface BrowserWithHosts extends AsyncDisposable {
  browser: ExtensionBrowser;
  /** Registers the native-messaging host as an installation does it, for the bridge of this process. */
  registerHost: () => void;
}

/**
 * A browser with the extension, which looks where hosts are registered below a home of its own. That the extension may ask for a host is
 * given, since the browsers ask in a window that cannot be pressed on from here; with `isPrompted` they do, on the display that there is.
 */
export const openWithNativeHost = async (
  name: BrowserName,
  bridge: BridgeProcess,
  { isPrompted = false } = {},
): Promise<BrowserWithHosts> => {
  const isFirefox = name === 'Firefox';
  const home = mkdtempSync(path.join(tmpdir(), 'kurrier-home-'));
  const { HOME } = process.env;
  let hosts = path.join(home, '.mozilla/native-messaging-hosts');
  // Firefox looks for hosts below the home of whoever runs it, Chromium below the profile.
  process.env['HOME'] = home;
  const browser = await openBrowser(
    name,
    [bridge.port],
    isFirefox
      ? { isShown: isPrompted, firefoxPrefs: { 'extensions.webextOptionalPermissionPrompts': isPrompted } }
      : {
          isShown: isPrompted,
          grant: isPrompted ? [] : ['nativeMessaging'],
          fill: (profile) => (hosts = path.join(profile, 'NativeMessagingHosts')),
        },
  );
  return {
    browser,
    registerHost: () => registerNativeHost(hosts, bridge, isFirefox ? 'firefox' : 'chromium'),
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      process.env['HOME'] = HOME;
      rmSync(home, { recursive: true, force: true });
    },
  };
};

/** Registers the native-messaging host in a folder where a browser looks for them, for the bridge of this process. */
export const registerNativeHost = (folder: string, bridge: BridgeProcess, family: 'chromium' | 'firefox'): void => {
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
