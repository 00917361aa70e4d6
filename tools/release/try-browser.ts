import { launch } from 'puppeteer-core';
import { allowInChromium, shownWindow } from '../../tests/e2e/allow-in-chromium.ts';
import { countInteractions } from '../../tests/e2e/count-interactions.ts';
import { press } from '../../tests/e2e/use-form.ts';

/**
 * try-browser.ts EXTENSION: in a Chromium on the display that there is, from the installed program and the unpacked extension to a demo
 * mailbox that is Verified. Agrees to the browser's own prompt. Prints how many interactions that took; ends with 1 where it
 * does not come to that.
 */
const [extension = ''] = process.argv.slice(2);
const welcome = 'chrome-extension://mniddlphjabeolmnmhgjmdcidnagmnpa/options.html#/welcome';
const verified = 'All set: your mailbox works.';

const browser = await launch({
  executablePath: '/usr/bin/chromium',
  headless: false,
  pipe: true,
  enableExtensions: [extension],
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=en-GB', '--no-first-run', ...shownWindow],
  defaultViewport: null,
});
try {
  const page = await browser.newPage();
  await page.goto(welcome);
  await page.bringToFront();
  await page.waitForSelector('[data-step="connect"][aria-current="step"]');
  const counted = await countInteractions(page);
  await press(page, 'Connect to Kurrier on this computer');
  const isPaired = async () => (await page.$('[data-step="mailbox"][aria-current="step"]')) !== null;
  await allowInChromium(isPaired);
  await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
  await press(page, 'Try with demo mailboxes');
  await page.waitForFunction((text) => document.body.textContent.includes(text), {}, verified);
  process.stdout.write(`${(await counted()) + 1}\n`);
  await press(page, 'End the demo');
  await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
} finally {
  await browser.close();
}
