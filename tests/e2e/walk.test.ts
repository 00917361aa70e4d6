import { createTransport } from 'nodemailer';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateVault } from '@kurrier/shared/api/vault';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { findSideways, layOut, layouts } from '../browser/lay-out.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';
import { subjectsOf, waitForSubject } from './mail-page-set-up.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { enterByHand, fillForm, pair, press, readVerdict } from './use-form.ts';

/**
 * Who walks through everything for the first time, in each browser. Both have the same servers, and a mailbox and a bridge of their own.
 */
const password = 'canary horse battery ';
const passphrase = 'over the hills';
const addresses = { Chromium: 'ada@mail.test', Firefox: 'bob@mail.test' };

const servers = new AsyncDisposableStack();
let authority: string;
let dovecot: Dovecot;
let postfix: Postfix;
beforeAll(async () => {
  const ca = await createCa();
  authority = ca.pem;
  const certificate = await ca.issue({ names: ['127.0.0.1'] });
  const users = Object.fromEntries(Object.values(addresses).map((address) => [address, password]));
  dovecot = servers.use(await startDovecot({ certificate, users }));
  postfix = servers.use(await startPostfix({ certificate, dovecot }));
});
afterAll(() => servers.disposeAsync());

inEachBrowser('%s', (name) => {
  const me = addresses[name];
  const resources = new AsyncDisposableStack();
  let bridge: TestBridge;
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    bridge = resources.use(await startTestBridge({ ca: [authority] }));
    browser = resources.use(await openBrowser(name, [bridge.port]));
    page = await browser.openPage('options.html');
    await layOut(page, { width: 1280, height: 800, zoom: 1 });
    await pair(page, await bridge.createPairingCode());
    await page.waitForSelector('.empty');
  });
  afterAll(() => resources.disposeAsync());

  const go = (hash: string) => page.evaluate((to) => (location.hash = to), hash);
  const hash = () => page.evaluate(() => location.hash);
  const textOf = (selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText);
  const waitForText = (selector: string, text: string) =>
    page.waitForFunction((at, wished) => document.querySelector(at)?.textContent?.includes(wished), {}, selector, text);
  const deliver = async (...subjects: string[]) => {
    const lmtp = createTransport({ lmtp: true, host: '127.0.0.1', port: dovecot.ports.lmtp, ignoreTLS: true });
    for (const subject of subjects)
      await lmtp.sendMail({
        envelope: { from: 'eve@mail.test', to: [me] },
        from: 'Eve <eve@mail.test>',
        to: me,
        subject,
        text: 'How is the mill?\n'.repeat(40),
        attachments: [{ filename: 'sheet 1.txt', content: 'drawn' }],
      });
    lmtp.close();
  };

  test('after a wrong password the first box takes the right one, for both legs; other ideas are folded away', async () => {
    await go('#/providers/add');
    await enterByHand(page);
    await fillForm(page, {
      'Email Address': me,
      'SMTP Host': '127.0.0.1',
      'SMTP Port': String(postfix.ports.submission),
      'SMTP Password': 'not this',
      'IMAP Host': '127.0.0.1',
      'IMAP Port': String(dovecot.ports.imaps),
    });
    await page.locator('button[type=submit]').click();
    expect(await readVerdict(page, me)).toEqual({ smtp: 'Invalid login or password', imap: 'Invalid login or password' });
    await page.waitForSelector('.password-again');
    expect(await page.$$eval('article input', (inputs) => inputs.length)).toBe(1);
    expect(await textOf('.password-again label')).toBe('Enter the password again, for SMTP and IMAP');
    expect(await findViolations(page)).toEqual([]);
    await page.locator('.password-again input').fill(password);
    await press(page, 'Save and test');
    await page.waitForSelector('article[data-state=verified]');
    expect(await readVerdict(page, me)).toEqual({ smtp: 'verified', imap: 'verified' });
    expect(await browser.badge('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
  });

  test('what is shown belongs to the address that stands there, also once all fields are open', async () => {
    await go('#/providers/add');
    await page.locator('.account-form input').fill('ada@outlook.com');
    await page.waitForSelector('[data-need=oauth-only]');
    await press(page, 'Edit');
    await page.waitForSelector('.leg-fields');
    await page.locator('.account-form input').fill('ada@gmail.com');
    await page.waitForSelector('[data-need=app-password]');
    expect(await page.$('[data-need=oauth-only]')).toBeNull();
    await press(page, 'Cancel');
  });

  test('an open message stands in the address: Back and a reload find it; every page has its own title', async () => {
    await deliver('first', 'second', 'third');
    await go('#/mail');
    for (const subject of ['first', 'second', 'third']) await waitForSubject(page, subject);
    await page.locator('.message-row').click();
    await page.waitForSelector('.attached-file');
    const opened = await textOf('#reader-subject');
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('.attached-file');
    expect(await textOf('#reader-subject')).toBe(opened);
    const titles = [await page.title()];
    for (const [to, sign] of [
      ['#/outbox', '.empty'],
      ['#/settings', '.devices li'],
      ['#/providers', 'article'],
    ] as const) {
      await go(to);
      await page.waitForSelector(sign);
      titles.push(await page.title());
    }
    expect(new Set(titles).size).toBe(titles.length);
    await page.evaluate(() => history.go(-3));
    await page.waitForSelector('.attached-file');
    expect(await textOf('#reader-subject')).toBe(opened);
    expect(await hash()).toContain('?open=');
  });

  test.each(layouts)('every page and an open message fit at %s, and axe has nothing against them', async (_, layout) => {
    await layOut(page, layout);
    const shown: [to: string, sign: string][] = [
      ['#/mail', '.message-row'],
      ['#/compose', 'form.compose'],
      ['#/outbox', '.empty'],
      ['#/providers', 'article'],
      ['#/settings', '.devices li'],
    ];
    for (const [to, sign] of shown) {
      await go(to);
      await page.waitForSelector(sign);
      expect.soft([to, await findSideways(page)]).toEqual([to, []]);
      if (layout.width === 320 || layout.zoom > 1) expect.soft([to, await findViolations(page)]).toEqual([to, []]);
    }
    await go('#/mail');
    await page.waitForSelector('.message-row');
    if (!(await page.$('.reader'))) await page.locator('.message-row').click();
    await page.waitForSelector('.attached-file');
    expect.soft(await findSideways(page)).toEqual([]);
    expect.soft(await findViolations(page)).toEqual([]);
    const height = await page.$eval('.reader', (reader) => reader.getBoundingClientRect().height);
    expect(height).toBeGreaterThan(Math.min(360, 0.6 * (layout.height / layout.zoom)));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !document.querySelector('.reader'));
  });

  test('each of three quick deletes can be undone', async () => {
    await layOut(page, { width: 1280, height: 800, zoom: 1 });
    const before = (await subjectsOf(page)).length;
    await page.focus('[role=listbox]');
    await page.keyboard.press('Home');
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Delete');
    await page.waitForFunction(() => document.querySelectorAll('.message-row.leaving').length === 3);
    expect(await findViolations(page)).toEqual([]);
    for (let left = 2; left >= 0; left -= 1) {
      await press(page, 'Undo');
      await page.waitForFunction((count) => document.querySelectorAll('.message-row.leaving').length === count, {}, left);
    }
    expect((await subjectsOf(page)).length).toBe(before);
  });

  test('a message that is taken back is in the composer and nowhere else; afterwards new messages and answers begin as they should', async () => {
    const field = (label: string) =>
      `::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"]/following-sibling::*//*[self::input or self::textarea])`;
    await go('#/compose');
    await page.locator(field('To')).fill('eve@mail.test');
    await page.locator(field('Subject')).fill('taken back');
    await press(page, 'Send');
    await page.waitForSelector('.outbox-item');
    await press(page, 'Undo');
    await page.waitForSelector('form.compose');
    expect(await page.$eval(field('Subject'), (input) => (input as HTMLInputElement).value)).toBe('taken back');
    await go('#/outbox');
    await page.waitForSelector('.empty');
    await go('#/compose');
    await page.waitForSelector('form.compose');
    await press(page, 'Discard');
    await press(page, 'Discard message');
    await page.waitForSelector('.message-row');
    await go('#/compose');
    await page.waitForSelector('form.compose');
    expect(await page.$eval(field('Subject'), (input) => (input as HTMLInputElement).value)).toBe('');
    await go('#/mail');
    await page.locator('.message-row').click();
    await press(page, 'Reply');
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('form.compose textarea')?.value.includes('> How is the mill?'),
    );
    expect(await page.$('.confirm')).toBeNull();
  });

  test('locked is a state of the badge and of every page, and is ended in the extension', async () => {
    const call = await bridge.call();
    expect(await call(rotateVault, { passphrase })).toMatchObject({ ok: true });
    await bridge.stop();
    await bridge.start();
    await go('#/providers');
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('[data-problem=locked] input');
    expect(await browser.badgeByAlarm('–')).toMatchObject({ title: 'Kurrier: the bridge is locked' });
    expect(await page.$$eval('.glyph.verified, .account.verified, .leg.verified', (greens) => greens.length)).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    for (const to of ['#/mail', '#/compose', '#/outbox', '#/providers/add', '#/settings']) {
      await go(to);
      await page.waitForSelector('[data-problem=locked]');
    }
    const popup = await browser.openPage('popup.html');
    await popup.waitForSelector('[data-problem=locked] input');
    expect(await popup.$$eval('.glyph.verified', (greens) => greens.length)).toBe(0);
    await popup.close();
    await page.bringToFront();
    await go('#/mail');
    await page.locator('.unlock input').fill('far far away');
    await press(page, 'Unlock');
    await waitForText('.unlock', 'This is not the vault’s passphrase.');
    await page.locator('.unlock input').fill(passphrase);
    await press(page, 'Unlock');
    await page.waitForSelector('.message-row');
    expect(await browser.badgeByAlarm('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
  });
});
