import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { enterByHand, fillForm, pair, press, readVerdict, valueOf } from './use-form.ts';
import { click } from './click.ts';

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let chromium: Chromium;
let page: Page;

beforeAll(async () => {
  const mail = resources.use(await startMail());
  bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
  page = await chromium.openPage('options.html');
  await page.setViewport({ width: 1080, height: 720, deviceScaleFactor: 2 });
});
afterAll(() => resources.disposeAsync());

const textOf = (selector: string) => page.$eval(selector, (element) => (element as HTMLElement).innerText);

test('pairing works from the Dashboard, too', async () => {
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');
  await takePicture(page, 'dashboard-empty');
});

test('Providers → Add Provider', async () => {
  await press(page, 'Add Provider');
  await page.waitForSelector('.account-form');
  await enterByHand(page);
  await takePicture(page, 'dashboard-form');
  await fillForm(page, {
    'Email Address': 'ada@yourdomain.com',
    'Account Label': 'Work',
    'SMTP Host': 'mail.yourdomain.com',
    'SMTP Port': '587',
    'SMTP Password': password,
    'IMAP Host': 'mail.yourdomain.com',
  });
  await click(page, 'button[type=submit]');
  expect(await readVerdict(page, 'Work')).toEqual({ smtp: 'verified', imap: 'verified' });
  expect(await textOf('.page-head .hint')).toBe('1 of 1 verified');
});

test('the form can be used by keyboard alone, from the address to Save, in the order it is read', async () => {
  await press(page, 'Add Provider');
  await page.waitForFunction(() => document.activeElement?.closest('.field')?.textContent?.startsWith('Email Address'));
  await enterByHand(page);
  await page.focus('.account-form input');
  const order: string[] = [];
  for (let tabs = 0; tabs < 40 && order.at(-1) !== 'Save and test'; tabs++) {
    order.push(
      await page.evaluate(() => {
        const focused = document.activeElement as HTMLInputElement;
        const label = focused.getAttribute('aria-label') ?? focused.closest('fieldset')?.querySelector('legend')?.textContent;
        return label ?? focused.labels?.[0]?.textContent ?? focused.textContent ?? '';
      }),
    );
    await page.keyboard.press('Tab');
  }
  expect(order).toEqual([
    'Email Address',
    'Account Label',
    'SMTP Host',
    'SMTP Port',
    'SMTP Username',
    'SMTP Password',
    'Show SMTP Password',
    'SMTP Secure',
    'SMTP Pool',
    'IMAP Host',
    'IMAP Port',
    'IMAP Username',
    'IMAP Password',
    'Show IMAP Password',
    'IMAP Secure',
    'Cancel',
    'Save and test',
  ]);
  await press(page, 'Cancel');
});

test('edit keeps the passwords where nothing they are bound to changes', async () => {
  await press(page, 'Edit', 'Work');
  await page.waitForSelector('.account-form');
  expect(await valueOf(page, 'SMTP Host')).toBe('mail.yourdomain.com');
  await fillForm(page, { 'Account Label': 'Office', 'SMTP Pool': 'TRUE' });
  await click(page, 'button[type=submit]');
  expect(await readVerdict(page, 'Office')).toEqual({ smtp: 'verified', imap: 'verified' });
  const testedAt = await page.$eval('[data-leg=imap] time', (time) => time.getAttribute('datetime'));
  await press(page, 'Test again', 'Office');
  await page.waitForFunction(
    (before) => [before, undefined].indexOf(document.querySelector<HTMLTimeElement>('[data-leg=imap] time')?.dateTime) === -1,
    {},
    testedAt ?? undefined,
  );
  expect(await readVerdict(page, 'Office')).toEqual({ smtp: 'verified', imap: 'verified' });
});

test('a failure shows the server’s own words under Details', async () => {
  await press(page, 'Edit', 'Office');
  await fillForm(page, { 'SMTP Password': 'not this' });
  await click(page, 'button[type=submit]');
  expect(await readVerdict(page, 'Office')).toEqual({ smtp: 'Invalid login or password', imap: 'Invalid login or password' });
  await click(page, '[data-leg=smtp] summary');
  expect(await textOf('[data-leg=smtp] pre')).toMatch(/^535 5\.7\.8/);
  expect(await textOf('[data-leg=smtp] .turn')).toBe('Your turn');
  await takePicture(page, 'dashboard');
});

test('Settings → Devices: listed, named, revoked', async () => {
  await press(page, 'Settings');
  await page.waitForSelector('.devices li');
  await click(page, '::-p-xpath(//li[.//*[normalize-space()="this browser"]]//button[normalize-space()="Rename"])');
  await page.locator('.rename input').fill('Ada’s laptop');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('.devices')?.textContent?.includes('Ada’s laptop'));
  await press(page, 'Diagnose');
  await page.waitForSelector('.diagnosis');
  expect(await textOf('.diagnosis [role=status]')).toBe('All is well.');
  await takePicture(page, 'settings');
});

test('this browser, revoked: the extension says that it is not paired, and pairs anew', async () => {
  await click(page, '::-p-xpath(//li[.//*[normalize-space()="this browser"]]//button[normalize-space()="Revoke"])');
  await press(page, 'Revoke device');
  await page.waitForSelector('[data-problem=not-paired]');
  await press(page, 'Pair this browser');
  await pair(page, await bridge.createPairingCode());
  await press(page, 'Providers');
  expect(await readVerdict(page, 'Office')).toEqual({ smtp: 'Invalid login or password', imap: 'Invalid login or password' });
});

test('the device key cannot be exported', async () => {
  const exported = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('kurrier', 1);
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('credential').objectStore('credential').get('device');
          reading.addEventListener('success', () => {
            const { deviceKey } = reading.result as { deviceKey: CryptoKey };
            const formats = ['raw', 'jwk'] as const;
            const tries = formats.map((format) =>
              crypto.subtle.exportKey(format as 'raw', deviceKey).then(
                () => 'exported',
                () => 'refused',
              ),
            );
            void Promise.all(tries).then((outcomes) => resolve(`${deviceKey.extractable} ${outcomes.join(' ')}`));
          });
        });
      }),
  );
  expect(exported).toBe('false refused refused');
});
