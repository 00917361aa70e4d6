import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from 'puppeteer-core';
import { countInteractions } from '../../tests/e2e/count-interactions.ts';
import { press } from '../../tests/e2e/use-form.ts';

/**
 * try-browser.ts EXTENSION: in a Chromium on the display that there is, from the installed program and the unpacked extension to a demo
 * mailbox that is Verified. Agrees to the browser's own prompt by the keyboard. Prints how many interactions that took; ends with 1 where it
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
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=en-GB', '--no-first-run'],
  defaultViewport: null,
});
try {
  const page = await browser.newPage();
  await page.goto(welcome);
  await page.bringToFront();
  await page.waitForSelector('[data-step="connect"][aria-current="step"]');
  const counted = await countInteractions(page);
  await press(page, 'Connect to Kurrier on this computer');
  // Whether a browser shows a window of its own, its pages are not told. The focus is not on what agrees.
  await sleep(3000);
  execFileSync('xdotool', ['key', 'Tab', 'Return']);
  await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
  await press(page, 'Try with demo mailboxes');
  await page.waitForFunction((text) => document.body.textContent.includes(text), {}, verified);
  process.stdout.write(`${(await counted()) + 1}\n`);
  await press(page, 'End the demo');
  await page.waitForSelector('[data-step="mailbox"][aria-current="step"]');
} finally {
  await browser.close();
}
