import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { startMailPage, waitForSubject, type MailPageSetUp } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { press, valueOf } from './use-form.ts';
import { click } from './click.ts';

inEachBrowser('%s', (name) => {
  let mail: MailPageSetUp;
  let popup: Page;
  beforeAll(async () => {
    mail = await startMailPage({ browser: name, grant: ['notifications'] });
  });
  afterAll(() => mail[Symbol.asyncDispose]());

  const choose = async (label: string, value: string) => {
    await mail.page.bringToFront();
    await mail.go('#/settings');
    const select = await mail.page.waitForSelector(`::-p-xpath(//select[@id = //label[normalize-space() = "${label}"]/@for])`);
    await (select as unknown as { select: (value: string) => Promise<string[]> }).select(value);
  };
  const subjects = () => popup.$$eval('.unread-list .subject', (cells) => cells.map((cell) => cell.textContent));
  const waitForSubjects = (wished: readonly string[]) =>
    popup.waitForFunction(
      (expected) => [...document.querySelectorAll('.unread-list .subject')].map((cell) => cell.textContent).join('|') === expected,
      { polling: 'mutation' },
      wished.join('|'),
    );

  test('with nothing switched on the popup and the badge are as ever', async () => {
    await mail.deliver({ subject: 'first', from: 'Bob <bob@mail.test>' });
    await mail.deliver({ subject: 'second' });
    await mail.go('#/mail');
    await waitForSubject(mail.page, 'second');
    expect(await mail.badge('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
  });

  test('the badge counts what is unread, where that was chosen', async () => {
    await choose('Unread mail on the toolbar button', 'number');
    expect(await mail.badge('2')).toMatchObject({ title: 'Kurrier: 2 unread messages' });
    await choose('Unread mail on the toolbar button', 'dot');
    await mail.badge('•');
    await choose('Unread mail on the toolbar button', 'number');
    if (name === 'Chromium') await takePicture(mail.page, 'settings-extras');
    if (name === 'Chromium') expect(await findViolations(mail.page)).toEqual([]);
  });

  test('the popup shows the newest unread mail; it is marked, deleted and kept there', async () => {
    const box = await mail.page.waitForSelector(
      '::-p-xpath(//input[@id = //label[normalize-space() = "Show the newest unread mail in the popup"]/@for])',
    );
    await box?.evaluate((input) => (input as HTMLInputElement).click());
    await mail.page.waitForFunction(
      () => [...document.querySelectorAll<HTMLInputElement>('.setting input')].filter(({ checked }) => checked).length === 2,
    );
    popup = await mail.openPage('popup.html');
    await popup.setViewport({ width: 400, height: 600 });
    await waitForSubjects(['second', 'first']);
    if (name === 'Chromium') await takePicture(popup, 'popup-unread');
    if (name === 'Chromium') expect(await findViolations(popup)).toEqual([]);
    await click(popup, '.unread-list li:first-of-type .unread-actions button:last-of-type');
    await waitForSubjects(['first']);
    await press(popup, 'Undo');
    await waitForSubjects(['second', 'first']);
    await click(popup, '.unread-list li:first-of-type .unread-actions button:first-of-type');
    await waitForSubjects(['first']);
    await mail.badge('1');
    expect(await subjects()).toEqual(['first']);
  });

  test('new mail is told of with sender and subject, where that was chosen and allowed', async () => {
    await choose('Notify me of new mail', 'content');
    await mail.page.waitForFunction(() => document.querySelector('.quiet-hours, .setting-list') !== null);
    // The third message; it may come before the first look or after it.
    await mail.deliver({ subject: 'known' });
    await mail.badge('2');
    // Without a desktop Firefox closes a notification as soon as it is shown, and tells of that.
    await mail.page.evaluate(() => {
      chrome.notifications.onClosed.addListener((id) => (document.documentElement.dataset['closed'] = id));
    });
    await mail.deliver({ subject: 'told of', from: 'Bob <bob@mail.test>' });
    await mail.badge('3');
    const told = await mail.page.waitForFunction(
      async () => {
        const ids = [...Object.keys(await chrome.notifications.getAll()), document.documentElement.dataset['closed'] ?? '{}'];
        const uids = ids.flatMap((id) => (JSON.parse(id) as { uid?: number }).uid ?? []);
        return uids.includes(4) && uids;
      },
      { polling: 200 },
    );
    // What was there before is not told of.
    expect(Math.min(...((await told.jsonValue()) as number[]))).toBeGreaterThan(2);
  });

  test('a state that is wrong comes before what is unread', async () => {
    // A worker that the browser ended meanwhile looks again when its alarm goes off.
    await mail.bridge.stop();
    await mail.badgeByAlarm('–');
    await mail.bridge.start();
    await mail.badgeByAlarm('3');
  });

  test('a link to a mail address begins a message here, with nothing but what may stand in one', async () => {
    const link = 'mailto:bob@mail.test?subject=Tea%0D%0ABcc:%20eve@mail.test&body=At%20five&attach=/etc/passwd&from=x@mail.test';
    const page = await mail.openPage(`options.html?mailto=${encodeURIComponent(link)}`);
    await page.waitForFunction(() => location.hash === '#/compose');
    await page.waitForSelector('textarea');
    expect(await valueOf(page, 'To')).toBe('bob@mail.test');
    expect(await valueOf(page, 'Subject')).toBe('Tea Bcc: eve@mail.test');
    expect(await page.$eval('textarea', (text) => text.value)).toContain('At five');
    expect(await page.evaluate(() => location.search)).toBe('');
    await page.close();
  });

  test('how a list is left is shown, and nothing is opened by itself', async () => {
    await mail.page.bringToFront();
    await mail.deliver({
      subject: '',
      raw: 'From: news@list.example\r\nSubject: weekly\r\nList-Unsubscribe: <https://list.example/leave?u=1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nnews\r\n',
    });
    await mail.go('#/mail');
    await waitForSubject(mail.page, 'weekly');
    await click(mail.page, '.message-row');
    await mail.page.waitForFunction(() => document.querySelector('.reader[aria-busy=false] h2')?.textContent === 'weekly');
    await press(mail.page, 'Unsubscribe');
    await mail.page.waitForFunction(() => document.querySelector('.reader a[href="https://list.example/leave?u=1"]') !== null);
    expect(await mail.page.$eval('.reader', (reader) => (reader as HTMLElement).innerText)).toContain('One click is not offered safely');
    if (name === 'Chromium') await takePicture(mail.page, 'unsubscribe');
    await mail.deliver({
      subject: '',
      raw: 'From: news@list.example\r\nSubject: monthly\r\nList-Unsubscribe: <mailto:leave@list.example?subject=leave+ada%2B1>\r\n\r\nnews\r\n',
    });
    await waitForSubject(mail.page, 'monthly');
    await click(mail.page, '.message-row');
    await mail.page.waitForFunction(() => document.querySelector('.reader[aria-busy=false] h2')?.textContent === 'monthly');
    await press(mail.page, 'Unsubscribe');
    await press(mail.page, 'Write this message');
    // The message that the link began is still there.
    await press(mail.page, 'Discard and answer');
    await mail.page.waitForFunction(() => !document.querySelector('.confirm'));
    await mail.page.waitForSelector('textarea');
    expect(await valueOf(mail.page, 'To')).toBe('leave@list.example');
    expect(await valueOf(mail.page, 'Subject')).toBe('leave+ada+1');
    expect(mail.bridge.problems).toEqual([]);
  });
});
