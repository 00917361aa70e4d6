import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { startMailPage, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { press } from './use-form.ts';
import { click } from './click.ts';

const isSoak = process.env['KURRIER_SOAK'] !== undefined;
const rounds = isSoak ? 20 : 3;
/** The measure holds on a computer that does nothing else; else it says that the code comes by itself, and not with the next question. */
const longestMs = isSoak ? 1_500 : 6_000;

inEachBrowser('%s', (name) => {
  let mail: MailPageSetUp;
  let popup: Page;
  beforeAll(async () => {
    mail = await startMailPage({ browser: name });
    popup = await mail.openPage('popup.html');
    await popup.setViewport({ width: 400, height: 600 });
    await popup.waitForSelector('article');
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const waitForCode = (code: string) =>
    popup.waitForFunction(
      (wished) => document.querySelector('.sign-in-codes .code')?.textContent?.replace(' ', '') === wished,
      { polling: 'mutation' },
      code,
    );

  test('a code stands first in the popup within a second and a half of its delivery', async () => {
    const tookMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const code = String(431_907 + round * 7_919);
      const startedAt = performance.now();
      await mail.deliver({ subject: 'Your sign-in code', from: 'Harbor ID <id@harbor.example>', text: `Your sign-in code: ${code}` });
      await waitForCode(code);
      tookMs.push(performance.now() - startedAt);
    }
    tookMs.sort((a, b) => a - b);
    const median = tookMs[tookMs.length >> 1]!;
    console.log(`${name}: code on screen, ${rounds} times: median ${Math.round(median)} ms, slowest ${Math.round(tookMs.at(-1)!)} ms`);
    expect(median).toBeLessThan(longestMs);
    expect(await popup.$eval('main', (main) => main.firstElementChild?.className)).toBe('sign-in-codes');
    expect(await popup.$eval('.sign-in-codes', (section) => (section as HTMLElement).innerText)).toContain('Sender not confirmed');
    if (name === 'Chromium') await takePicture(popup, 'popup-code');
  });

  test('it is copied by a press, taken away by another, and nothing of that is by itself', async () => {
    await popup.bringToFront();
    const count = await popup.$$eval('.sign-in-codes li', (rows) => rows.length);
    if (name === 'Chromium') expect(await findViolations(popup)).toEqual([]);
    await click(popup, '.sign-in-codes .primary');
    await popup.waitForFunction(() => document.querySelector('.sign-in-codes .primary')?.textContent === 'Copied');
    await click(popup, '.sign-in-codes li:first-child .quiet');
    await popup.waitForFunction((before) => document.querySelectorAll('.sign-in-codes li').length === before - 1, {}, count);
  });

  test('one switch in Settings turns it off', async () => {
    await mail.page.bringToFront();
    await mail.go('#/settings');
    // Other switches stand on the page before the bridge has said whether this one is on.
    const input = '[aria-labelledby="codes-switch-title"] input';
    await mail.page.waitForSelector(input);
    if (name === 'Chromium') await takePicture(mail.page, 'settings-switches');
    await click(mail.page, input);
    await mail.page.waitForFunction((switched) => document.querySelector<HTMLInputElement>(switched)?.checked === false, {}, input);
    await popup.bringToFront();
    await popup.waitForFunction(() => !document.querySelector('.sign-in-codes'));
    await mail.deliver({ subject: 'Your sign-in code', text: 'Your sign-in code: 771204' });
    await mail.page.bringToFront();
    await mail.go('#/mail');
    await mail.page.waitForFunction(() => document.querySelectorAll('.message-row.unread').length > 0);
    await popup.bringToFront();
    expect(await popup.$('.sign-in-codes')).toBeNull();
    await press(popup, 'Dashboard');
    expect(mail.bridge.problems).toEqual([]);
  });
});
