import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { startMailPage, subjectsOf, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';

inEachBrowser('%s: searching', (browser) => {
  let mail: MailPageSetUp;
  beforeAll(async () => {
    mail = await startMailPage({ browser });
    await mail.go('#/mail');
    await mail.deliver({ subject: 'Invoice of November', text: 'please pay for the marmot', from: 'Anna Weber <anna@mail.test>' });
    await mail.deliver({ subject: 'Lunch', text: 'no invoice, but a marmot', from: 'Carl <carl@mail.test>' });
    await mail.deliver({ subject: 'Nothing to see', text: 'really', from: 'Carl <carl@mail.test>' });
    for (const subject of ['Invoice of November', 'Lunch', 'Nothing to see']) await waitForSubject(mail.page, subject);
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const shows = (...subjects: string[]) =>
    mail.page.waitForFunction(
      (wanted) => [...document.querySelectorAll('.message-row .subject')].map((cell) => cell.textContent).join('|') === wanted,
      { polling: 'mutation' },
      subjects.join('|'),
    );
  const type = async (text: string): Promise<void> => {
    await mail.page.focus('.list-pane [role=listbox]');
    await mail.page.keyboard.press('/');
    await mail.page.keyboard.type(text);
  };

  test('by keyboard alone: / to the field, an operator proposed and taken, the message opened, Escape back to the folder', async () => {
    await type('invoice');
    await shows('Invoice of November', 'Lunch');
    await mail.page.keyboard.type(' fr');
    await mail.page.waitForSelector('.search-box .option-list [role=option]');
    await mail.page.keyboard.press('ArrowDown');
    await mail.page.keyboard.press('Enter');
    await mail.page.keyboard.type('ca');
    await mail.page.waitForFunction(() =>
      (document.querySelector('.search-box .option-list')?.textContent ?? '').includes('carl@mail.test'),
    );
    await mail.page.keyboard.press('ArrowDown');
    await mail.page.keyboard.press('Enter');
    await mail.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[role=combobox]')?.value === 'invoice from:carl@mail.test ',
    );
    await shows('Lunch');
    await mail.page.keyboard.press('Enter');
    await mail.page.keyboard.press('Home');
    await mail.page.keyboard.press('Enter');
    await mail.page.waitForFunction(() => document.querySelector('#reader-subject')?.textContent === 'Lunch');
    await mail.page.keyboard.press('Escape');
    await mail.page.keyboard.press('/');
    await mail.page.keyboard.press('Escape');
    await mail.page.waitForFunction(() => document.querySelectorAll('.message-row').length === 3);
  });

  test('nothing found, and words that mean nothing, are said; no state has a fault of access, and none is wider than the window', async () => {
    await type('marmot');
    await shows('Lunch', 'Invoice of November');
    expect(await findViolations(mail.page)).toEqual([]);
    if (browser === 'Chromium') await takePicture(mail.page, 'search');
    await mail.page.keyboard.press('Escape');
    await type('gnu is:purple in:nowhere');
    await mail.page.waitForFunction(() => /Nothing found/.test(document.querySelector('.list-pane')?.textContent ?? ''));
    expect(await mail.page.$eval('.search-stand', (stand) => stand.textContent)).toMatch(/is:purple.*nowhere/);
    expect(await findViolations(mail.page)).toEqual([]);
    await mail.page.setViewport({ width: 400, height: 860 });
    expect(await mail.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)).toBe(false);
    if (browser === 'Chromium') await takePicture(mail.page, 'search-nothing');
    await mail.page.setViewport({ width: 1360, height: 860 });
    await mail.page.keyboard.press('Escape');
    await mail.page.waitForFunction(() => document.querySelectorAll('.message-row').length === 3);
    expect(await subjectsOf(mail.page)).toContain('Nothing to see');
  });
});
