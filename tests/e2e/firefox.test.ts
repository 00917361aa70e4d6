import { expect, test } from 'vitest';
import { openBrowser } from '../browser/each-browser.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { startMail, password } from './mail-set-up.ts';
import { addAccount, pair, readVerdict } from './use-form.ts';

test('real Firefox: the extension loads, pairs, adds an account and lists it', async () => {
  await using resources = new AsyncDisposableStack();
  const mail = resources.use(await startMail());
  const bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  const firefox = resources.use(await openBrowser('Firefox', [bridge.port]));
  const page = await firefox.openPage('popup.html');
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
  expect(await firefox.badge('✓')).toMatchObject({ title: 'Kurrier: the account is verified' });
});
