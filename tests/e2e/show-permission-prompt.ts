import { setTimeout as sleep } from 'node:timers/promises';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { allowInChromium } from './allow-in-chromium.ts';
import { openWithNativeHost } from './open-with-native-host.ts';
import { press } from './use-form.ts';
import { startVirtualDisplay } from './virtual-display.ts';

/**
 * Shows the browser's own prompt for native messaging on a virtual display, takes its picture, presses what agrees, and waits until the
 * extension is paired: node tools/run.mjs tests/e2e/show-permission-prompt.ts Chromium|Firefox FOLDER. Needs Xvfb, xdotool and import (ImageMagick).
 */
const [name = 'Chromium', folder = '.output/pictures'] = process.argv.slice(2);
using display = startVirtualDisplay(folder);
const takePicture = (what: string) => display.takePicture(`${what}-${name}`);

await using bridge = await startBridgeProcess();
await using opened = await openWithNativeHost(name === 'Firefox' ? 'Firefox' : 'Chromium', bridge, { isPrompted: true });
opened.registerHost();
const page = await opened.browser.openPage('options.html#/welcome');
await page.bringToFront();
await page.waitForSelector('[data-step="connect"][aria-current="step"]');
await press(page, 'Connect to Kurrier on this computer');
const look = () => takePicture('permission-prompt');
if (name === 'Firefox') {
  await sleep(3000);
  look();
  display.pressKey('alt+a');
} else await allowInChromium(async () => (await page.$('[data-step="mailbox"][aria-current="step"]')) !== null, look);
await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
takePicture('permission-given');
console.log(`${name}: asked, allowed, paired`);
