import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../browser/each-browser.ts';
import { startWebServer } from '../servers/start-web-server.ts';
import { allowInChromium } from './allow-in-chromium.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { fillForm, pair, press } from './use-form.ts';
import { startVirtualDisplay } from './virtual-display.ts';

/**
 * Shows what a browser asks for notifications and for links to mail addresses, and that it asks nothing for reading the settings on a page, on a
 * virtual display, and takes pictures: node tools/run.mjs tests/e2e/show-prompts.ts Chromium|Firefox FOLDER. Needs Xvfb, xdotool and import
 * (ImageMagick).
 */
const [wanted = 'Chromium', folder = '.output/pictures'] = process.argv.slice(2);
const name = wanted === 'Firefox' ? 'Firefox' : 'Chromium';
using display = startVirtualDisplay(folder);
const takePicture = (what: string) => display.takePicture(`${what}-${name}`);

await using bridge = await startTestBridge();
await using web = await startWebServer((path) =>
  path === '/' ? { body: '<!doctype html><a href="mailto:bob@mail.test?subject=Tea">Write to Bob</a>', type: 'text/html' } : undefined,
);
await using browser = await openBrowser(name, [bridge.port], {
  isShown: true,
  firefoxPrefs: { 'extensions.webextOptionalPermissionPrompts': true },
});
const page = await browser.openPage('options.html');
await page.bringToFront();
await pair(page, await bridge.createPairingCode());

const isGiven = (permission: string) => page.evaluate((wished) => chrome.permissions.contains({ permissions: [wished] }), permission);

await page.evaluate(() => void (location.hash = '#/settings'));
const notify = await page.waitForSelector('::-p-xpath(//select[@id = //label[normalize-space() = "Notify me of new mail"]/@for])');
await notify!.evaluate((select) => select.scrollIntoView({ block: 'center' }));
// Chosen by the keyboard, as the prompt wants a person's own press.
await notify!.focus();
await page.keyboard.press('ArrowDown');
const look = () => takePicture('prompt-notifications');
if (name === 'Firefox') {
  await sleep(3000);
  look();
  display.pressKey('alt+a');
  await sleep(1000);
} else await allowInChromium(() => isGiven('notifications'), look);
console.log(`${name}: notifications ${(await isGiven('notifications')) ? 'asked for and given' : 'NOT given'}`);

if (name === 'Chromium') {
  await press(page, 'Open mail links here');
  await sleep(3000);
  takePicture('prompt-mailto');
} else {
  const tab = await page.browser().newPage();
  await tab.goto(web.url);
  await tab.bringToFront();
  await tab.click('a');
  await sleep(3000);
  takePicture('prompt-mailto');
  await tab.close();
}

// In a tab, since a program cannot press on the toolbar in both browsers. Both give it without a prompt: it opens no page by itself.
const popup = await browser.openPage('popup.html');
await popup.bringToFront();
await press(popup, 'Add account');
await fillForm(popup, { 'Email Address': 'ada@shop.example' });
await press(popup, 'Use the settings on this page');
await sleep(3000);
takePicture('after-scripting');
console.log(`${name}: scripting ${(await isGiven('scripting')) ? 'given' : 'NOT given'}; the picture shows no prompt`);
