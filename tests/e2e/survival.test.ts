import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScriptedServer, type ScriptedServer } from '../servers/start-scripted-server.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { addAccount, enterByHand, fillForm, pair, press, pressIfThere, readVerdict, valueOf, type Row } from './use-form.ts';

const resources = new AsyncDisposableStack();
let chromium: Chromium;
let bridge: TestBridge;
let slow: ScriptedServer;

const row = {
  'Email Address': 'ada@gmail.com',
  'SMTP Host': 'smtp.gmail.com',
  'IMAP Host': 'imap.gmail.com',
  'SMTP Password': password,
} satisfies Row;

beforeAll(async () => {
  const mail = resources.use(await startMail());
  slow = resources.use(await startScriptedServer([{ holdMs: 1500 }, { fault: 'close' }]));
  bridge = resources.use(
    await startTestBridge({ ca: [mail.ca.pem], connectTo: [...mail.connectTo, `slow.example.org:143:127.0.0.1:${slow.port}`] }),
  );
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
  await pair(await chromium.openPopup(), await bridge.createPairingCode());
});
afterAll(() => resources.disposeAsync());

test('a draft survives a closed popup; its passwords do not, and stand in no browser storage', async () => {
  const popup = await chromium.openPopup();
  await takePicture(popup, 'popup-empty');
  await press(popup, 'Add account');
  await enterByHand(popup);
  await fillForm(popup, { ...row, 'SMTP Port': '587' });
  await takePicture(popup, 'popup-form');
  const stored = await popup.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null), Object.entries(localStorage)]),
  );
  expect(stored).toContain('smtp.gmail.com');
  expect(stored).not.toContain(password.trim());
  await chromium.closePopup();
  const again = await chromium.openPopup();
  await again.waitForSelector('.account-form');
  expect(await valueOf(again, 'SMTP Host')).toBe('smtp.gmail.com');
  expect(await valueOf(again, 'SMTP Port')).toBe('587');
  expect(await valueOf(again, 'SMTP Password')).toBe('');
  await press(again, 'Cancel');
  await again.waitForSelector('.empty');
});

test('a popup that is opened again and again does not stand behind its former ones', async () => {
  for (let times = 0; times < 10; times++) {
    const popup = await chromium.openPopup();
    await popup.waitForSelector('.empty', { timeout: 5000 });
    await chromium.closePopup();
  }
});

test('a verification goes on when the popup is closed, and its verdict is there when it is opened again', async () => {
  const popup = await chromium.openPopup();
  await addAccount(popup, { ...row, 'Account Label': 'slow', 'IMAP Host': 'slow.example.org', 'IMAP Port': '143' });
  await popup.waitForSelector('[data-leg=imap][data-state=checking] .steps li');
  await takePicture(popup, 'popup-checking');
  await chromium.closePopup();
  expect(await chromium.badge('1')).toMatchObject({ title: 'Kurrier: 1 of 1 account failed' });
  expect(await readVerdict(await chromium.openPopup(), 'slow')).toEqual({ smtp: 'verified', imap: 'The connection was cut' });
});

test('cancelling brings back what was known before', async () => {
  const popup = await chromium.openPopup();
  await press(popup, 'Test again', 'slow');
  await popup.waitForSelector('[data-leg=imap][data-state=checking]');
  await press(popup, 'Cancel test', 'slow');
  expect(await readVerdict(popup, 'slow')).toEqual({ smtp: 'verified', imap: 'The connection was cut' });
});

test('the worker is killed: a page goes on, and the badge finds back by itself', async () => {
  const popup = await chromium.openPopup();
  await chromium.killWorker();
  await press(popup, 'Remove', 'slow');
  await press(popup, 'Remove account', 'slow');
  await popup.waitForSelector('.empty');
  await addAccount(popup, { ...row, 'Account Label': 'Gmail' });
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
  await chromium.closePopup();
  await chromium.killWorker();
  await bridge.stop();
  expect(await chromium.badgeByAlarm('–')).toMatchObject({ title: 'Kurrier: the bridge is not running', periodInMinutes: 0.5 });
});

test('a bridge that is away is no failed account; what was known comes back with it', async () => {
  const popup = await chromium.openPopup();
  await popup.waitForSelector('[data-problem=not-running]');
  await takePicture(popup, 'popup-not-running');
  await bridge.start();
  await pressIfThere(popup, 'Try again');
  expect(await readVerdict(popup, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
  expect(await chromium.badge('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
});
