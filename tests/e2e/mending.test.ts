import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { findClosedPort } from '../servers/free-ports.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { fillForm, enterByHand, pair, press, readVerdict, type Row } from './use-form.ts';
import { click } from './click.ts';

const resources = new AsyncDisposableStack();
let page: Page;
let bridge: TestBridge;

const row = {
  'Email Address': 'ada@gmail.com',
  'SMTP Host': 'smtp.gmail.com',
  'IMAP Host': 'imap.gmail.com',
  'SMTP Password': password,
} satisfies Row;

beforeAll(async () => {
  const mail = resources.use(await startMail({ hosts: ['half.example'] }));
  const issue = (names: string[]) => mail.ca.issue({ names, selfSigned: true });
  const users = { 'ada@gmail.com': password };
  const selfSigned = resources.use(await startDovecot({ certificate: await issue(['self.example']), users }));
  const otherNames = resources.use(await startDovecot({ certificate: await issue(['box.hosting.example']), users }));
  const closed = await findClosedPort();
  bridge = resources.use(
    await startTestBridge({
      ca: [mail.ca.pem],
      connectTo: [
        // Nothing of the search for working settings leaves this computer. The last entry of a port counts.
        ...['half', 'self', 'other'].flatMap((name) =>
          [25, 143, 465, 587, 993, 2525].map((port) => `${name}.example:${port}:127.0.0.1:${closed}`),
        ),
        ...mail.connectTo,
        `half.example:465:127.0.0.1:${closed}`,
        `self.example:993:127.0.0.1:${selfSigned.ports.imaps}`,
        `other.example:993:127.0.0.1:${otherNames.ports.imaps}`,
      ],
    }),
  );
  // Nothing is on the ports that this build knows: the page is told another one.
  const extension = resources.use(await buildExtension({ ports: [1] }));
  const chromium = resources.use(await openChromium(extension.dir));
  page = await chromium.openPage(`options.html?port=${bridge.port}`);
  await page.setViewport({ width: 1080, height: 820 });
});
afterAll(() => resources.disposeAsync());

const add = async (label: string, change: Row) => {
  await page.evaluate(() => (location.hash = '#/providers/smtp-imap'));
  await enterByHand(page);
  await fillForm(page, { ...row, 'Account Label': label, ...change });
  await click(page, 'button[type=submit]');
};
/** Waits for the state of the whole account: right after a press its card may still show the former one. */
const waitForState = (label: string, state: 'verified' | 'failed') =>
  page.waitForSelector(`::-p-xpath(//article[@data-state = "${state}"][.//h3[normalize-space() = "${label}"]])`);
const card = (label: string, selector: string) => `::-p-xpath(//article[.//h3[normalize-space() = "${label}"]]${selector})`;

test('a bridge on a port of one’s own is found by the port that the page is opened with, once the person agrees to it', async () => {
  const keptPort = () => page.evaluate(async () => (await chrome.storage.local.get(null))['extraPort'] ?? null);
  await page.waitForSelector('.port-proposal');
  expect([await keptPort(), await page.evaluate(() => location.search)]).toEqual([null, '']);
  expect(await page.$('.pair-screen')).toBeNull();
  await press(page, `Look on port ${bridge.port}`);
  await page.waitForSelector('.pair-screen');
  expect(await keptPort()).toBe(bridge.port);
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');
  await page.reload();
  await page.waitForSelector('.empty');
});

test('a wrong port is mended by one press, with the stored password', async () => {
  await add('half', { 'SMTP Host': 'half.example' });
  expect(await readVerdict(page, 'half')).toEqual({ smtp: 'Connection refused', imap: 'verified' });
  const proposal = await page.waitForSelector(card('half', '//form[contains(@class, "proposal")]'));
  expect(await proposal?.evaluate((form) => (form as HTMLElement).innerText.replaceAll(/\s+/g, ' '))).toContain(
    'Port 465 587 Security STARTTLS',
  );
  expect(await page.$$eval('.proposal input', (inputs) => inputs.length)).toBe(0);
  await takePicture(page, 'dashboard-proposal');
  await press(page, 'Fix and re-test', 'half');
  await waitForState('half', 'verified');
});

test('a self-signed certificate is trusted after it was shown, and forgotten again in the settings', async () => {
  await add('self', { 'IMAP Host': 'self.example' });
  expect(await readVerdict(page, 'self')).toEqual({ smtp: 'verified', imap: 'The certificate is self-signed' });
  const shown = await page.waitForSelector(card('self', '//*[contains(@class, "certificate-facts")]'));
  expect(await shown?.evaluate((facts) => facts.textContent)).toMatch(/self\.example.*(?:[0-9A-F]{4} ){15}[0-9A-F]{4}/);
  await takePicture(page, 'dashboard-trust');
  await press(page, 'Trust this certificate for self.example:993', 'self');
  await press(page, 'Trust certificate', 'self');
  await waitForState('self', 'verified');

  await page.evaluate(() => (location.hash = '#/settings'));
  await page.waitForFunction(() => document.body.textContent?.includes('self.example:993'));
  await press(page, 'Forget');
  await press(page, 'Forget certificate');
  await page.waitForFunction(() => document.body.textContent?.includes('None. Certificates'));
  await press(page, 'Providers');
  await press(page, 'Test again', 'self');
  await waitForState('self', 'failed');
  expect(await readVerdict(page, 'self')).toEqual({ smtp: 'verified', imap: 'The certificate is self-signed' });
});

test('a certificate for other names cannot be trusted without typing the host name', async () => {
  await add('other', { 'IMAP Host': 'other.example' });
  expect(await readVerdict(page, 'other')).toMatchObject({ smtp: 'verified', imap: 'The certificate is self-signed' });
  await press(page, 'Trust this certificate for other.example:993', 'other');
  const isDisabled = () => page.$eval('.confirm-host [type=submit]', (button) => (button as HTMLButtonElement).disabled);
  expect(await isDisabled()).toBe(true);
  await page.locator('.confirm-host input').fill('box.hosting.example');
  expect(await isDisabled()).toBe(true);
  await page.locator('.confirm-host input').fill('other.example');
  await press(page, 'Trust certificate', 'other');
  await waitForState('other', 'verified');
});

test('the port stands in the settings, and can be taken back', async () => {
  await press(page, 'Settings');
  const port = '.port-form input';
  await page.waitForFunction(
    (kept) => document.querySelector<HTMLInputElement>('.port-form input')?.value === kept,
    {},
    String(bridge.port),
  );
  await page.locator(port).fill('no port');
  await click(page, '.port-form button');
  await page.waitForFunction(() => document.querySelector('.port-form .error')?.textContent?.startsWith('A whole number'));
  await page.locator(port).click({ count: 3 });
  await page.keyboard.press('Backspace');
  await click(page, '.port-form button');
  await page.waitForFunction(() => document.querySelector('.port-form .hint')?.textContent === 'Saved.');
  expect(await page.evaluate(() => chrome.storage.local.get(null))).not.toHaveProperty('extraPort');
});
