import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCanary } from '../attack/find-canary.ts';
import { startProxy, type Proxy } from '../attack/start-proxy.ts';
import { chooseSeed } from '../send/soak.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail, type MailSetUp } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { fillForm, pair, press, readVerdict } from './use-form.ts';
import { click } from './click.ts';

const soak = process.env['KURRIER_SOAK'] === '1';
const seed = chooseSeed();
const address = 'ada@yourdomain.com';
const label = 'Canary label';
const host = 'mail.yourdomain.com';

const resources = new AsyncDisposableStack();
let mail: MailSetUp;
let bridge: TestBridge;
let proxy: Proxy;
let chromium: Chromium;
let page: Page;
/** Where in the next answers a bit is changed: a share of their length. */
let changeAt: number | null = null;

beforeAll(async () => {
  mail = resources.use(await startMail());
  bridge = resources.use(await startTestBridge({ ca: [mail.ca.pem], connectTo: mail.connectTo }));
  proxy = resources.use(
    await startProxy({
      targetPort: bridge.port,
      alter: (bytes) => {
        if (changeAt === null) return bytes;
        const index = Math.floor(changeAt * bytes.length);
        return Buffer.from(bytes.with(index, bytes[index]! ^ 1));
      },
    }),
  );
  const extension = resources.use(await buildExtension({ ports: [proxy.port] }));
  chromium = resources.use(await openChromium(extension.dir));
  page = await chromium.openPage('options.html');
  // A page behind another one draws nothing, and what is pressed has to be drawn.
  await page.bringToFront();
});
afterAll(() => resources.disposeAsync());

test('over a whole session a proxy reads no password, address, host, label or code; the mail servers did receive the password', async () => {
  const code = await bridge.createPairingCode();
  await pair(page, code);
  await press(page, 'Add Provider');
  await press(page, 'Enter the servers yourself');
  await fillForm(page, {
    'Email Address': address,
    'Account Label': label,
    'SMTP Host': host,
    'IMAP Host': host,
    'SMTP Password': password,
  });
  await click(page, 'button[type=submit]');
  expect(await readVerdict(page, label)).toEqual({ smtp: 'verified', imap: 'verified' });
  await press(page, 'Edit', label);
  await page.waitForSelector('.account-form');
  await fillForm(page, { 'Account Label': `${label} edited`, 'SMTP Password': password });
  await click(page, 'button[type=submit]');
  expect(await readVerdict(page, `${label} edited`)).toEqual({ smtp: 'verified', imap: 'verified' });

  expect(mail.dovecot.log()).toContain(`Login: user=<${address}>`);
  const recorded = proxy.recorded();
  expect(recorded.length).toBeGreaterThan(5_000);
  for (const canary of [password, password.trim(), address, host, label, code, 'accounts.save'])
    expect(findCanary(recorded, canary, address), canary).toBeNull();

  await fetch(`http://127.0.0.1:${proxy.port}/call`, { method: 'POST', body: `planted ${password}` });
  expect(findCanary(proxy.recorded(), password, address)).toBe('plain');
});

test('whatever bit of the answers is changed, what is shown is true, or that the connection cannot be trusted or is not there', async () => {
  const random = createRandom(seed);
  const shown: Record<string, number> = {};
  for (let round = 0; round < (soak ? 100 : 10); round++) {
    changeAt = random.next();
    await page.reload();
    // An answer whose length was changed is waited for as long as any other: about half a minute.
    const seen = await page.waitForFunction(
      () => {
        const problem = document.querySelector<HTMLElement>('[data-problem]')?.dataset.problem;
        return problem ?? document.querySelector('article h3')?.textContent;
      },
      { timeout: 60_000 },
    );
    const text = (await seen.jsonValue())!;
    shown[text] = (shown[text] ?? 0) + 1;
    expect(['not-trustworthy', 'not-running', 'other-program', `${label} edited`], `seed ${seed}, round ${round}`).toContain(text);
  }
  console.log(`answers changed on the way (seed ${seed}):`, shown);
  changeAt = null;
  await page.reload();
  expect(await readVerdict(page, `${label} edited`)).toEqual({ smtp: 'verified', imap: 'verified' });
}, 300_000);

test('and the account can be removed', async () => {
  await press(page, 'Remove', `${label} edited`);
  await press(page, 'Remove account', `${label} edited`);
  await page.waitForFunction(() => !document.querySelector('article'));
  expect(findCanary(proxy.recorded(), label, address)).toBeNull();
});
