import { failureKinds } from '@kurrier/shared/failure/failure-kinds';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { findSideways, layOut, layouts } from '../browser/lay-out.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { pair } from './use-form.ts';

/** Each page of the Dashboard without an account, by its address, with what shows that it is there. */
const pages: [hash: string, sign: string][] = [
  ['#/mail', '.empty'],
  ['#/outbox', '.empty'],
  ['#/compose', '.empty'],
  ['#/providers', '.empty'],
  ['#/providers/smtp-imap', '.account-form'],
  ['#/doctor', '.domain-form'],
  ['#/settings', '.devices li'],
  ['#/failures', '.failures article'],
];

inEachBrowser('%s', (name) => {
  const resources = new AsyncDisposableStack();
  let bridge: TestBridge;
  let page: Page;
  beforeAll(async () => {
    bridge = resources.use(await startTestBridge());
    const browser = resources.use(await openBrowser(name, [bridge.port]));
    page = await browser.openPage('options.html');
  });
  afterAll(() => resources.disposeAsync());

  const go = async (hash: string, sign: string) => {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.waitForSelector(sign);
  };

  test('the first screen takes the pairing code, and fits into every window', async () => {
    await page.waitForSelector('.pair-screen');
    expect.soft(await findViolations(page)).toEqual([]);
    for (const [, layout] of layouts) {
      await layOut(page, layout);
      expect.soft([layout, await findSideways(page)]).toEqual([layout, []]);
    }
    await pair(page, await bridge.createPairingCode());
    await page.waitForSelector('.empty');
  });

  test('axe has nothing against any page', async () => {
    for (const [hash, sign] of pages) {
      await go(hash, sign);
      expect.soft([hash, await findViolations(page)]).toEqual([hash, []]);
    }
  });

  test.each(layouts)('no page has to be scrolled sideways at %s', async (_, layout) => {
    await layOut(page, layout);
    for (const [hash, sign] of pages) {
      await go(hash, sign);
      expect.soft([hash, await findSideways(page)]).toEqual([hash, []]);
    }
  });

  test('each kind of failure has its place, which an address leads to', async () => {
    await go('#/failures', '.failures article');
    const kinds = await page.$$eval('.failures article', (articles) => articles.map(({ id }) => id));
    expect(kinds.toSorted()).toEqual(Object.keys(failureKinds).toSorted());
    for (const kind of ['unknown', 'net.refused']) {
      await go(`#/failures/${kind}`, '.failures .asked-for');
      await page.waitForFunction((id) => document.activeElement?.id === id, {}, kind);
    }
  });

  test.each([
    '#/failures/%zz',
    '#/providers/edit/%zz',
    '#/providers/edit/%E0%A4%A',
    '#/mail/%zz/%',
    '#/%',
    '#/nowhere',
    '#/providers/edit/__proto__',
  ])('whatever stands in the address (%s), a page is drawn, also after a reload', async (hash) => {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.reload({ waitUntil: [] });
    await page.waitForSelector('main h1');
  });
});
