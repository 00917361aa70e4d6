import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateVault } from '@kurrier/shared/api/vault';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { subjectsOf, waitForSubject } from './mail-page-set-up.ts';
import { fillForm, press, readVerdict, valueOf } from './use-form.ts';
import { composeField as field, password, startWalk, startWalkServers, type Walk, type WalkServers } from './walk-set-up.ts';
import { click } from './click.ts';

/** What people do in haste, by halves and in two windows at once, in each browser. */
let servers: WalkServers;
beforeAll(async () => {
  servers = await startWalkServers();
});
afterAll(() => servers[Symbol.asyncDispose]());

inEachBrowser('%s', (name) => {
  let walk: Walk;
  let page: Page;
  beforeAll(async () => {
    walk = await startWalk(servers, name);
    ({ page } = walk);
  });
  afterAll(() => walk[Symbol.asyncDispose]());

  test('what was copied along with an address is taken away; what stands where a host belongs and is none is said to be none', async () => {
    await walk.go('#/providers/add');
    await page.locator('.account-form input').fill(`Somebody <${walk.me}>`);
    await expect.poll(() => valueOf(page, 'Email Address')).toBe(walk.me);
    await walk.addAccount({ 'IMAP Host': 'imap mail test' });
    await page.waitForSelector('.field .error');
    expect(await page.$$eval('.field .error', (errors) => errors.map((error) => error.textContent))).toEqual([
      'Enter a host name such as mail.example.org, without port or path.',
    ]);
    expect(await valueOf(page, 'IMAP Host')).toBe('imap mail test');
    await fillForm(page, { 'IMAP Host': '127.0.0.1' });
    await click(page, 'button[type=submit]');
    expect(await readVerdict(page, walk.me)).toEqual({ smtp: 'verified', imap: 'verified' });
  });

  test('an account that is removed in another window cannot be saved here, and what was typed stays', async () => {
    await press(page, 'Edit', walk.me);
    await page.waitForSelector('.leg-fields');
    const second = await walk.browser.openPage('options.html#/providers');
    await press(second, 'Remove', walk.me);
    await press(second, 'Remove account');
    await second.waitForSelector('.empty');
    await second.close();
    await page.bringToFront();
    await fillForm(page, { 'SMTP Password': password, 'Account Label': 'Mine' });
    await click(page, 'button[type=submit]');
    await walk.waitForText('.form-end', 'This account was removed meanwhile.');
    expect(await valueOf(page, 'Account Label')).toBe('Mine');
    await press(page, 'Cancel');
    await walk.addAccount();
    expect(await readVerdict(page, walk.me)).toEqual({ smtp: 'verified', imap: 'verified' });
  });

  test('of five quick deletes one is taken back; a reload changes nothing about that', async () => {
    await walk.deliver('one', 'two', 'three', 'four', 'five');
    await walk.go('#/mail');
    for (const subject of ['one', 'two', 'three', 'four', 'five']) await waitForSubject(page, subject);
    await page.focus('[role=listbox]');
    await page.keyboard.press('Home');
    for (let times = 0; times < 5; times += 1) await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('.message-row.leaving').length === 5);
    const first = /“(.*)”/.exec(await walk.textOf('.mail-notice-box p'))![1]!;
    await press(page, 'Undo');
    await page.waitForFunction(() => document.querySelectorAll('.message-row.leaving').length === 4);
    await page.reload({ waitUntil: [] });
    await expect.poll(() => subjectsOf(page)).toEqual([first]);
  });

  test('in a second window a message is taken back as well, and then waits in the outbox of both, once', async () => {
    await walk.go('#/compose');
    await page.locator(field('To')).fill('eve@mail.test');
    await page.locator(field('Subject')).fill('two windows');
    await press(page, 'Send');
    await page.waitForSelector('.outbox-item[data-state=queued]');
    const second = await walk.browser.openPage('options.html#/outbox');
    await press(second, 'Undo');
    await second.waitForSelector('.outbox-item[data-state=cancelled]');
    expect(await second.$$eval('.outbox-item', (items) => items.length)).toBe(1);
    expect(await second.evaluate(() => document.activeElement?.tagName)).toBe('ARTICLE');
    await second.close();
    await page.bringToFront();
    await page.waitForSelector('.outbox-item[data-state=cancelled]');
    expect(await page.$$eval('.outbox-item', (items) => items.length)).toBe(1);
    expect(await page.$('form.compose')).toBeNull();
    await press(page, 'Remove from list');
    await page.waitForSelector('.empty');
    expect(await walk.focused()).toBe('main');
  });

  test('a failure notice is dismissed, and the keys go on where they were', async () => {
    await walk.go('#/mail');
    await page.waitForSelector('.message-row');
    await walk.bridge.stop();
    await page.focus('[role=listbox]');
    await page.keyboard.press('Home');
    await page.keyboard.press('u');
    await walk.waitForText('.mail-notice', 'Marking did not work.');
    // What is to be typed stands there whole.
    await walk.waitForText('.mail-notice', 'npm start');
    expect(await walk.focused()).toBe('listbox');
    expect(await findViolations(page)).toEqual([]);
    await press(page, 'Dismiss');
    await page.waitForFunction(() => !document.querySelector('.mail-notice-box'));
    expect(await walk.focused()).toBe('listbox');
    await walk.bridge.start();
    await page.waitForFunction(() => !document.querySelector('[data-problem]'));
  });

  test('a message that was begun outlives a bridge that is away and one that is locked, and is sent once', async () => {
    await walk.go('#/compose');
    await page.locator(field('To')).fill('eve@mail.test');
    await page.locator(field('Subject')).fill('outlived');
    const call = await walk.bridge.call();
    expect(await call(rotateVault, { passphrase: 'over the hills' })).toMatchObject({ ok: true });
    await walk.bridge.stop();
    await press(page, 'Send');
    await walk.waitForText('form.compose', 'Pressing Send again does not send twice.');
    await walk.bridge.start();
    await page.reload({ waitUntil: [] });
    await page.locator('.unlock input').fill('over the hills');
    await press(page, 'Unlock');
    await page.waitForSelector('form.compose');
    expect(await page.$eval(field('Subject'), (input) => (input as HTMLInputElement).value)).toBe('outlived');
    await press(page, 'Send');
    await page.waitForSelector('.outbox-item');
    expect(await page.$$eval('.outbox-item h2', (titles) => titles.map((title) => title.textContent))).toEqual(['outlived']);
  });
});
