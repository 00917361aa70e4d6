import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { buildExtension } from './build-extension.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { startMail, password } from './mail-set-up.ts';
import { addAccount, pair, readVerdict } from './use-form.ts';

const extensionId = 'kurrier@kurrier.invalid';
const uuid = 'c1f5f9a2-7c8e-4b1d-9d55-5a0f3f0c7e11';

test('real Firefox: the extension loads, pairs, adds an account and lists it', async () => {
  await using resources = new AsyncDisposableStack();
  const mail = resources.use(await startMail());
  const bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  const extension = resources.use(await buildExtension({ ports: [bridge.port], browser: 'firefox' }));
  const profile = mkdtempSync(path.join(tmpdir(), 'kurrier-firefox-'));
  resources.defer(() => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  const browser = await launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
    userDataDir: profile,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }) },
  });
  resources.defer(() => browser.close());
  await browser.installExtension(extension.dir);
  const page = await browser.newPage();
  await page.goto(`moz-extension://${uuid}/popup.html`, { waitUntil: [] });
  await page.waitForSelector('.pair-screen');
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');
  await addAccount(page, {
    'Email Address': 'ada@gmail.com',
    'Account Label': 'Gmail',
    'SMTP Host': 'smtp.gmail.com',
    'IMAP Host': 'imap.gmail.com',
    'SMTP Password': password,
  });
  expect(await readVerdict(page, 'Gmail')).toEqual({ smtp: 'verified', imap: 'verified' });
});
