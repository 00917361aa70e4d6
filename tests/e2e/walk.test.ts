import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateVault } from '@kurrier/shared/api/vault';
import { inEachBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { findSideways, layOut, layouts } from '../browser/lay-out.ts';
import { subjectsOf, waitForSubject } from './mail-page-set-up.ts';
import { press, readVerdict } from './use-form.ts';
import { composeField as field, password, startWalk, startWalkServers, type Walk, type WalkServers } from './walk-set-up.ts';
import { click } from './click.ts';

/** Who walks through everything for the first time, in each browser. */
const passphrase = 'over the hills';

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

  test('after a wrong password the first box takes the right one, for both legs; other ideas are folded away', async () => {
    await walk.addAccount({ 'SMTP Password': 'not this' });
    expect(await readVerdict(page, walk.me)).toEqual({ smtp: 'Invalid login or password', imap: 'Invalid login or password' });
    await page.waitForSelector('.password-again');
    expect(await page.$$eval('article input', (inputs) => inputs.length)).toBe(1);
    expect(await walk.textOf('.password-again label')).toBe('Enter the password again, for SMTP and IMAP');
    expect(await findViolations(page)).toEqual([]);
    await walk.checkPopup('article[data-state=failed] .password-again');
    await page.locator('.password-again input').fill(password);
    await press(page, 'Save and test');
    await page.waitForSelector('article[data-state=verified]');
    // The box and its button are gone; the keyboard stays at the account.
    expect(await walk.focused()).toBe('article');
    expect(await readVerdict(page, walk.me)).toEqual({ smtp: 'verified', imap: 'verified' });
    expect(await walk.browser.badge('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
  });

  test('what is shown belongs to the address that stands there, also once all fields are open', async () => {
    await walk.go('#/providers/add');
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
    await walk.deliver('first', 'second', 'third');
    await walk.go('#/mail');
    for (const subject of ['first', 'second', 'third']) await waitForSubject(page, subject);
    await click(page, '.message-row');
    await page.waitForSelector('.attached-file');
    const opened = await walk.textOf('#reader-subject');
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('.attached-file');
    expect(await walk.textOf('#reader-subject')).toBe(opened);
    const titles = [await page.title()];
    for (const [to, sign] of [
      ['#/outbox', '.empty'],
      ['#/settings', '.devices li'],
      ['#/providers', 'article'],
    ] as const) {
      await walk.go(to);
      await page.waitForSelector(sign);
      // The title follows what is drawn.
      await page.waitForFunction((known) => !known.includes(document.title), {}, titles);
      titles.push(await page.title());
    }
    await page.evaluate(() => history.go(-3));
    await page.waitForSelector('.attached-file');
    expect(await walk.textOf('#reader-subject')).toBe(opened);
    expect(await page.evaluate(() => location.hash)).toContain('?open=');
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
      await walk.go(to);
      await page.waitForSelector(sign);
      expect.soft([to, await findSideways(page)]).toEqual([to, []]);
      if (layout.width === 320 || layout.zoom > 1) expect.soft([to, await findViolations(page)]).toEqual([to, []]);
    }
    await walk.go('#/mail');
    await page.waitForSelector('.message-row');
    if (!(await page.$('.reader'))) await click(page, '.message-row');
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
    await walk.go('#/compose');
    await page.locator(field('To')).fill('eve@mail.test');
    await page.locator(field('Subject')).fill('taken back');
    await press(page, 'Send');
    await page.waitForSelector('.outbox-item');
    await press(page, 'Undo');
    await page.waitForSelector('form.compose');
    expect(await page.$eval(field('Subject'), (input) => (input as HTMLInputElement).value)).toBe('taken back');
    await walk.go('#/outbox');
    await page.waitForSelector('.empty');
    await walk.go('#/compose');
    await page.waitForSelector('form.compose');
    await press(page, 'Discard');
    await press(page, 'Discard message');
    await page.waitForSelector('.message-row');
    await walk.go('#/compose');
    await page.waitForSelector('form.compose');
    expect(await page.$eval(field('Subject'), (input) => (input as HTMLInputElement).value)).toBe('');
    await walk.go('#/mail');
    await click(page, '.message-row');
    await press(page, 'Reply');
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('form.compose textarea')?.value.includes('> How is the mill?'),
    );
    expect(await page.$('.confirm')).toBeNull();
  });

  test('locked is a state of the badge and of every page, and is ended in the extension', async () => {
    const call = await walk.bridge.call();
    expect(await call(rotateVault, { passphrase })).toMatchObject({ ok: true });
    await walk.bridge.stop();
    await walk.bridge.start();
    await walk.go('#/providers');
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('[data-problem=locked] input');
    expect(await walk.browser.badgeByAlarm('–')).toMatchObject({ title: 'Kurrier: the bridge is locked' });
    expect(await page.$$eval('.glyph.verified, .account.verified, .leg.verified', (greens) => greens.length)).toBe(0);
    expect(await findViolations(page)).toEqual([]);
    for (const to of ['#/mail', '#/compose', '#/outbox', '#/providers/add', '#/settings']) {
      await walk.go(to);
      await page.waitForSelector('[data-problem=locked]');
    }
    const popup = await walk.browser.openPage('popup.html');
    await popup.waitForSelector('[data-problem=locked] input');
    expect(await popup.$$eval('.glyph.verified', (greens) => greens.length)).toBe(0);
    await popup.close();
    await walk.checkPopup('[data-problem=locked] input');
    await walk.go('#/mail');
    await page.locator('.unlock input').fill('far far away');
    await press(page, 'Unlock');
    await walk.waitForText('.unlock', 'This is not the vault’s passphrase.');
    await page.locator('.unlock input').fill(passphrase);
    await press(page, 'Unlock');
    await page.waitForSelector('.message-row');
    expect(await walk.browser.badgeByAlarm('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
  });
});
