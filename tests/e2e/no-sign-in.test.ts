import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { buildExtension } from '../browser/build-extension.ts';
import { openChromium } from '../browser/open-chromium.ts';
import { startSmtpRelay, type SmtpRelay } from '../servers/start-smtp-relay.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { enterByHand, fillForm, pair, press, readVerdict } from './use-form.ts';
import { click } from './click.ts';

const resources = new AsyncDisposableStack();
const address = 'ann@mail.test';
let popup: Page;
let relay: SmtpRelay;

/** A relay of the house: no TLS, no sign-in. */
beforeAll(async () => {
  relay = resources.use(await startSmtpRelay(['PIPELINING']));
  const bridge = resources.use(await startTestBridge({ connectTo: [`relay.test:25:127.0.0.1:${relay.port}`] }));
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  const chromium = resources.use(await openChromium(extension.dir));
  popup = await chromium.openPopup();
  await pair(popup, await bridge.createPairingCode());
});
afterAll(() => resources.disposeAsync());

const turn = (label: string) => click(popup, `::-p-xpath(//label[normalize-space() = "${label}"])`);

test('a server without a sign-in is saved only where the person says so, tested, and shown as such', async () => {
  await press(popup, 'Add account');
  await enterByHand(popup);
  await fillForm(popup, { 'Email Address': address, 'SMTP Host': 'relay.test', 'SMTP Port': '25', 'SMTP Secure': 'FALSE' });
  await turn('Allow unencrypted');
  await click(popup, 'button[type=submit]');
  await popup.waitForFunction(() => document.body.innerText.includes('Enter the password.'));
  expect(relay.commands()).toEqual([]);

  await turn('This server wants no sign-in');
  await popup.waitForFunction(() => document.body.innerText.includes('without a user name and a password'));
  await click(popup, 'button[type=submit]');
  expect(await readVerdict(popup, address)).toEqual({ smtp: 'verified' });
  const card = await popup.$eval('[data-leg=smtp]', (leg) => (leg as HTMLElement).innerText);
  expect(card).toContain('Used without a sign-in');
  expect(card).toContain('Unencrypted allowed. Mail may travel unencrypted to this server');
  expect(relay.commands().filter((command) => /^(AUTH|MAIL|RCPT)/.test(command))).toEqual([
    `MAIL FROM:<${address}>`,
    `RCPT TO:<${address}>`,
  ]);
});
