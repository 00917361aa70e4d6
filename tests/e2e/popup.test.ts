import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { findViolations } from '../browser/find-violations.ts';
import { findSideways, setZoom } from '../browser/lay-out.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { addAccount, enterByHand, fillForm, pair, press, readVerdict, type Row } from './use-form.ts';
import { click } from './click.ts';

const resources = new AsyncDisposableStack();
let bridge: TestBridge;
let chromium: Chromium;

beforeAll(async () => {
  const mail = resources.use(await startMail());
  bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
});
afterAll(() => resources.disposeAsync());

test('the first screen takes the pairing code and says which bridge it is for', async () => {
  const popup = await chromium.openPopup();
  await popup.waitForSelector('.pair-screen');
  expect(await popup.$eval('.which', (element) => element.textContent)).toContain(
    `${bridge.bridgeId.slice(0, 8)} on 127.0.0.1:${bridge.port}`,
  );
  await takePicture(popup, 'popup-pairing');
  expect(await chromium.badge('?')).toMatchObject({ title: 'Kurrier: not paired yet' });
  await pair(popup, await bridge.createPairingCode());
  await popup.waitForSelector('.empty');
  await takePicture(popup, 'popup-empty');
  expect(await chromium.badge('')).toMatchObject({ title: 'Kurrier: no accounts yet' });
});

test('Gmail from two fields: the address, what has to be prepared, the app password', async () => {
  const popup = await chromium.openPopup();
  await press(popup, 'Add account');
  await fillForm(popup, { 'Email Address': 'ada@gmail.com' });
  await popup.waitForSelector('.found-servers');
  expect(await popup.$eval('.lookup', (element) => (element as HTMLElement).innerText)).toMatch(/app password/i);
  await takePicture(popup, 'popup-found');
  await popup.locator('.first-password input').fill(password);
  await click(popup, 'button[type=submit]');
  expect(await readVerdict(popup, 'ada@gmail.com')).toEqual({ smtp: 'verified', imap: 'verified' });
  await press(popup, 'Remove', 'ada@gmail.com');
  await press(popup, 'Remove account', 'ada@gmail.com');
  await popup.waitForSelector('.empty');
});

test.each<[string, Row]>([
  ['Gmail', { 'Email Address': 'ada@gmail.com', 'SMTP Host': 'smtp.gmail.com', 'IMAP Host': 'imap.gmail.com' }],
  [
    'Office 365',
    { 'Email Address': 'ada@outlook.com', 'SMTP Host': 'smtp.office365.com', 'SMTP Port': '587', 'IMAP Host': 'outlook.office365.com' },
  ],
  ['cPanel 465', { 'Email Address': 'ada@yourdomain.com', 'SMTP Host': 'mail.yourdomain.com', 'IMAP Host': 'mail.yourdomain.com' }],
  [
    'cPanel 587',
    { 'Email Address': 'ada@yourdomain.com', 'SMTP Host': 'mail.yourdomain.com', 'SMTP Port': '587', 'IMAP Host': 'mail.yourdomain.com' },
  ],
  ['SMTP only', { 'Email Address': 'ada@gmail.com', 'SMTP Host': 'smtp.gmail.com' }],
])('%s as documented: Save, Verified', async (label, row) => {
  const popup = await chromium.openPopup();
  await addAccount(popup, { 'Account Label': label, ...row, 'SMTP Password': password });
  const legs = row['IMAP Host'] ? { smtp: 'verified', imap: 'verified' } : { smtp: 'verified' };
  expect(await readVerdict(popup, label)).toEqual(legs);
});

test('an IMAP only account, with the port and the mode it was proved in', async () => {
  const popup = await chromium.openPopup();
  await addAccount(popup, {
    'Email Address': 'ada@gmail.com',
    'Account Label': 'IMAP only',
    'IMAP Host': 'imap.gmail.com',
    'IMAP Port': '143',
    'IMAP Password': password,
  });
  expect(await readVerdict(popup, 'IMAP only')).toEqual({ imap: 'verified' });
  expect(await popup.$eval('article .mode', (element) => element.textContent)).toBe('143 · STARTTLS');
});

test('the badge is green, and still so after the browser was restarted', async () => {
  expect(await chromium.badge('✓')).toMatchObject({ title: 'Kurrier: all 6 accounts are verified' });
  await chromium.restart();
  expect(await chromium.badge('✓')).toMatchObject({ title: 'Kurrier: all 6 accounts are verified' });
  const popup = await chromium.openPopup();
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
});

test('the same address with the same servers opens the account that is there', async () => {
  const popup = await chromium.openPopup();
  await addAccount(popup, {
    'Email Address': 'ada@gmail.com',
    'Account Label': 'Gmail',
    'SMTP Host': 'smtp.gmail.com',
    'IMAP Host': 'imap.gmail.com',
    'SMTP Password': password,
  });
  await popup.waitForFunction(() => document.body.textContent?.includes('This account was already here'));
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
  expect(await popup.$$eval('article', (cards) => cards.length)).toBe(6);
});

test('removing asks first, and the badge follows', async () => {
  const popup = await chromium.openPopup();
  await press(popup, 'Remove', 'IMAP only');
  await press(popup, 'Keep', 'IMAP only');
  expect(await popup.$$eval('article', (cards) => cards.length)).toBe(6);
  await press(popup, 'Remove', 'IMAP only');
  await press(popup, 'Remove account', 'IMAP only');
  await popup.waitForFunction(() => document.querySelectorAll('article').length === 5);
  await takePicture(popup, 'popup-verified');
  await popup.waitForFunction(async () => (await chrome.action.getTitle({})) === 'Kurrier: all 5 accounts are verified');
  expect(bridge.problems).toEqual([]);
});

test.each([1, 2])('the popup is never scrolled sideways, at %i times its size', async (factor) => {
  const tab = await chromium.openPage('options.html');
  await setZoom(tab, factor);
  const popup = await chromium.openPopup();
  await popup.waitForSelector('article');
  const { room, width } = await popup.evaluate(() => ({ room: innerWidth, width: document.body.getBoundingClientRect().width }));
  expect.soft(room).toBeGreaterThanOrEqual(400);
  expect.soft(width).toBe(room);
  expect.soft(await findSideways(popup)).toEqual([]);
  expect.soft(await findViolations(popup)).toEqual([]);
  await press(popup, 'Add account');
  await popup.waitForSelector('.account-form');
  expect.soft(await findSideways(popup)).toEqual([]);
  await enterByHand(popup);
  await popup.waitForSelector('.leg-fields');
  expect.soft(await findSideways(popup)).toEqual([]);
  await press(popup, 'Cancel');
  await chromium.closePopup();
  await setZoom(tab, 1);
  await tab.close();
});
