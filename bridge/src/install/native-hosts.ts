import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';

/** Where a browser looks for native-messaging hosts, below the user's folder of settings of each system. */
export interface BrowserPlace {
  name: string;
  family: 'chromium' | 'firefox';
  linux: string;
  darwin: string;
  /** Below HKCU\Software. */
  windows: string;
  /** Registered before the browser is there. The others are only where their folder is, so that no trace of them is made. */
  isUsual: boolean;
}

const chromium = (name: string, linux: string, darwin: string, windows: string, isUsual = false): BrowserPlace => ({
  name,
  family: 'chromium',
  linux: `.config/${linux}/NativeMessagingHosts`,
  darwin: `Library/Application Support/${darwin}/NativeMessagingHosts`,
  windows: `${windows}\\NativeMessagingHosts`,
  isUsual,
});

/** https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging; MDN, Native manifests. */
export const browserPlaces: readonly BrowserPlace[] = [
  chromium('Chromium', 'chromium', 'Chromium', 'Chromium', true),
  chromium('Chrome', 'google-chrome', 'Google/Chrome', 'Google\\Chrome', true),
  {
    name: 'Firefox',
    family: 'firefox',
    linux: '.mozilla/native-messaging-hosts',
    darwin: 'Library/Application Support/Mozilla/NativeMessagingHosts',
    windows: 'Mozilla\\NativeMessagingHosts',
    isUsual: true,
  },
  chromium('Edge', 'microsoft-edge', 'Microsoft Edge', 'Microsoft\\Edge'),
  chromium('Brave', 'BraveSoftware/Brave-Browser', 'BraveSoftware/Brave-Browser', 'BraveSoftware\\Brave-Browser'),
  chromium('Vivaldi', 'vivaldi', 'Vivaldi', 'Vivaldi'),
];

/** The manifest of the host for a family of browsers: which program, and whom the browser may let speak to it. */
export const renderNativeHost = (family: BrowserPlace['family'], executable: string): string => {
  const { nativeHost, title, extension } = distribution;
  const whom =
    family === 'chromium'
      ? { allowed_origins: [`chrome-extension://${extension.chromium}/`] }
      : { allowed_extensions: [extension.firefox] };
  return `${JSON.stringify({ name: nativeHost, description: `${title} on this computer`, path: executable, type: 'stdio', ...whom }, null, 2)}\n`;
};

/** The file of the host's manifest in a user's home, for browsers that look for one in a folder. */
export const nativeHostFile = (place: BrowserPlace, platform: 'linux' | 'darwin', home: string): string =>
  path.posix.join(home, place[platform], `${distribution.nativeHost}.json`);
