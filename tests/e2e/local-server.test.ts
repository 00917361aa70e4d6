import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { openChromium } from '../browser/open-chromium.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { pair, press, readVerdict } from './use-form.ts';

const resources = new AsyncDisposableStack();
const address = 'ada@proton.me';
const password = 'shown by the bridge';
let popup: Page;

/** Dovecot and Postfix where Proton Mail Bridge would listen, greeting as it does, with one certificate of their own as it has. */
beforeAll(async () => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['127.0.0.1'], selfSigned: true });
  const dovecot = resources.use(
    await startDovecot({
      certificate,
      users: { [address]: password },
      extra: 'login_greeting = Proton Mail Bridge 03.19.00 - gluon session ID 1',
    }),
  );
  const postfix = resources.use(await startPostfix({ certificate, dovecot, extra: 'smtpd_banner = 127.0.0.1 ESMTP Service Ready' }));
  const bridge = resources.use(
    await startTestBridge({
      connectTo: [`127.0.0.1:1143:127.0.0.1:${dovecot.ports.imap}`, `127.0.0.1:1025:127.0.0.1:${postfix.ports.submission}`],
    }),
  );
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  const chromium = resources.use(await openChromium(extension.dir));
  popup = await chromium.openPopup();
  await pair(popup, await bridge.createPairingCode());
});
afterAll(() => resources.disposeAsync());

test('a program on this computer is offered with its certificate; two fields, Save, Verified', async () => {
  await press(popup, 'Add account');
  await popup.locator('.account-form input').fill(address);
  await popup.keyboard.press('Enter');
  await popup.waitForSelector('.local-servers[data-trust=new]');
  const said = await popup.$eval('.local-servers', (section) => (section as HTMLElement).innerText);
  expect(said).toContain('presents itself as Proton Mail Bridge listens on this computer, at 127.0.0.1:1143 and 127.0.0.1:1025.');
  expect(said).toContain('Saving trusts it, for 127.0.0.1:1143 and 127.0.0.1:1025 only');
  expect(await popup.$eval('.local-servers details', ({ open }) => open)).toBe(false);
  expect(await popup.$eval('.brief h3', (title) => title.textContent?.trim())).toBe('The bridge of Proton Mail is running');
  await popup.locator('.first-password input').fill(password);
  await popup.keyboard.press('Enter');
  expect(await readVerdict(popup, address)).toEqual({ smtp: 'verified', imap: 'verified' });
});
