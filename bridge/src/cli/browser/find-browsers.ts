import { existsSync } from 'node:fs';
import path from 'node:path';

const onPath = (name: string): string[] => (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, name));

const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
  (dir) => dir !== undefined,
);

/** Where each system keeps browsers of the Chromium family; open ones first, because they take extensions most willingly. */
const candidates: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome-for-testing',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'brave-browser',
  ].flatMap(onPath),
  darwin: ['Chromium', 'Google Chrome for Testing', 'Google Chrome', 'Microsoft Edge', 'Brave Browser'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: programFiles.flatMap((dir) =>
    ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
      (file) => path.join(dir, file),
    ),
  ),
};

/** The browsers of the Chromium family on this computer, the likeliest to work first. */
export const findBrowsers = (): string[] => (candidates[process.platform] ?? []).filter((file) => existsSync(file));

/** Whether a window can be shown at all. */
export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
