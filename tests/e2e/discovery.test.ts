import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { autoconfig } from '../discover/start-world.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';
import { startWebServer } from '../servers/start-web-server.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { pair, press, readVerdict, valueOf } from './use-form.ts';

const resources = new AsyncDisposableStack();
let chromium: Chromium;
let popup: Page;

/** A domain with a file of its own, a cPanel-like one that publishes nothing, and one that points to another's servers. */
const zone = {
  'own.example': {},
  'autoconfig.own.example': { A: ['127.0.0.1'] },
  'yourdomain.com': {},
  'mail.yourdomain.com': { A: ['127.0.0.1'] },
  'elsewhere.example': {},
  '_imaps._tcp.elsewhere.example': { SRV: [{ target: 'mx.own.example', port: 993 }] },
  '_submissions._tcp.elsewhere.example': { SRV: [{ target: 'mx.own.example', port: 465 }] },
};

beforeAll(async () => {
  const mail = resources.use(await startMail({ hosts: ['mx.own.example'], users: ['ada@own.example', 'ada@elsewhere.example'] }));
  const dns = resources.use(await startDnsServer(zone));
  const web = resources.use(
    await startWebServer(
      (path, host) =>
        host === 'autoconfig.own.example' && path.startsWith('/mail/config-v1.1.xml')
          ? { body: autoconfig({ imap: 'mx.own.example 993 SSL', smtp: 'mx.own.example 587 STARTTLS' }) }
          : undefined,
      await mail.ca.issue({ names: ['autoconfig.own.example', '127.0.0.1'] }),
    ),
  );
  const bridge = resources.use(
    await startTestBridge({
      ca: [mail.ca.pem],
      connectTo: [...mail.connectTo, `autoconfig.own.example:443:127.0.0.1:${web.port}`],
      discovery: { resolver: dns.address, baseUrls: { ispdb: `${web.url}/v1.1` } },
    }),
  );
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
  popup = await chromium.openPopup();
  await pair(popup, await bridge.createPairingCode());
});
afterAll(() => resources.disposeAsync());

/** Waits until the field with this label has the focus. */
const waitForFocus = (label: string) =>
  popup.waitForFunction(
    (wished) => (document.activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent?.trim() === wished,
    {},
    label,
  );
const textOf = (selector: string) => popup.$eval(selector, (element) => (element as HTMLElement).innerText);

/** Types an address into the one field there is, and goes on with Enter. */
const enterAddress = async (address: string) => {
  await press(popup, 'Add account');
  await popup.waitForSelector('.account-form');
  expect(await popup.$$eval('.account-form input', (inputs) => inputs.length)).toBe(1);
  await waitForFocus('Email Address');
  await popup.keyboard.type(address);
  await popup.keyboard.press('Enter');
};

/** Types the password where the focus went, and saves with Enter. */
const enterPassword = async (label: string) => {
  await waitForFocus(label);
  await popup.keyboard.type(password);
  await popup.keyboard.press('Enter');
};

const both = { smtp: 'verified', imap: 'verified' };

test('Gmail: the brief is there before the password field gets the focus; two fields, Save, Verified', async () => {
  // What stood on the screen whenever a password field was given the focus.
  await popup.evaluate(() =>
    document.addEventListener('focusin', ({ target }) => {
      if ((target as HTMLInputElement).type === 'password')
        document.body.dataset.seenFirst = document.querySelector('.brief h3')?.textContent?.trim() ?? 'nothing';
    }),
  );
  await enterAddress('ada@gmail.com');
  await popup.waitForSelector('.first-password');
  await takePicture(popup, 'popup-address');
  await enterPassword('App password');
  expect(await popup.evaluate(() => document.body.dataset.seenFirst)).toBe('Gmail wants an app password');
  expect(await readVerdict(popup, 'ada@gmail.com')).toEqual(both);
});

test('Tab goes on as well; another of several servers can be chosen, and a label given', async () => {
  await press(popup, 'Add account');
  await waitForFocus('Email Address');
  await popup.keyboard.type('ada@gmail.com');
  await popup.keyboard.press('Tab');
  await waitForFocus('App password');
  await popup.select('.found-leg[data-leg=smtp] select', '1');
  await popup.keyboard.type(password);
  // By keyboard: Show, then the label's button, which gives way to the field.
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Tab');
  await popup.keyboard.press('Enter');
  await waitForFocus('Account Label');
  await popup.keyboard.type('By 587');
  await popup.keyboard.press('Enter');
  expect(await readVerdict(popup, 'By 587')).toEqual(both);
  expect(await textOf('article [data-leg=smtp] .server')).toMatch(/smtp\.gmail\.com\s+587 · STARTTLS/);
});

test('Edit shows what was found in all fields, with the password that was typed', async () => {
  await enterAddress('ada@gmail.com');
  await waitForFocus('App password');
  await popup.keyboard.type(password);
  await press(popup, 'Edit');
  await popup.waitForSelector('.leg-fields');
  expect(await Promise.all(['SMTP Host', 'SMTP Port', 'IMAP Host', 'SMTP Password'].map((label) => valueOf(popup, label)))).toEqual([
    'smtp.gmail.com',
    '465',
    'imap.gmail.com',
    password,
  ]);
  await press(popup, 'Cancel');
});

test('the brief leads to the provider’s own page in a tab that cannot reach back', async () => {
  await enterAddress('ada@gmail.com');
  await popup.waitForSelector('.brief a');
  const link = await popup.$eval('.brief a', (a) => [a.getAttribute('href'), a.getAttribute('target'), a.getAttribute('rel')]);
  expect(link).toEqual(['https://myaccount.google.com/apppasswords', '_blank', 'noopener noreferrer']);
  await press(popup, 'Cancel');
});

test('a provider that takes no passwords has no password box', async () => {
  await enterAddress('ada@outlook.com');
  await popup.waitForSelector('[data-need=oauth-only]');
  expect(await textOf('.brief h3')).toBe('Outlook.com takes no passwords');
  expect(await popup.$$eval('input[type=password]', (inputs) => inputs.length)).toBe(0);
  expect(await popup.$$eval('[type=submit]', (buttons) => buttons.length)).toBe(0);
  await press(popup, 'Cancel');
});

test('cPanel-like: nothing is published, the usual names answer; two fields, Save, Verified', async () => {
  await enterAddress('ada@yourdomain.com');
  expect(await textOf('.lookup [role=status]')).toBe('Looking for the servers of yourdomain.com…');
  await enterPassword('Password');
  expect(await readVerdict(popup, 'ada@yourdomain.com')).toEqual(both);
  expect(await textOf('article [data-leg=imap] .server')).toMatch(/mail\.yourdomain\.com\s+993 · TLS/);
});

test('own domain: its autoconfig file is found; two fields, Save, Verified', async () => {
  await enterAddress('ada@own.example');
  await popup.waitForSelector('.first-password');
  expect(await textOf('.found-servers')).toContain('Found in the settings that the domain publishes.');
  expect(await textOf('.found-notes')).toContain('A mailbox of your own is right here.');
  await enterPassword('Password');
  expect(await readVerdict(popup, 'ada@own.example')).toEqual(both);
});

test('servers of somebody else are used only after the person agreed to them by name', async () => {
  await enterAddress('ada@elsewhere.example');
  await popup.waitForSelector('.consent');
  expect(await textOf('.consent')).toContain('mx.own.example does not belong to elsewhere.example');
  expect(await popup.$$eval('input[type=password], [type=submit]', (elements) => elements.length)).toBe(0);
  await popup.waitForFunction(() => document.activeElement?.textContent === 'Use this server');
  await popup.keyboard.press('Enter');
  await popup.locator('.first-password input').fill(password);
  await popup.keyboard.press('Enter');
  expect(await readVerdict(popup, 'ada@elsewhere.example')).toEqual(both);
});

test('a slip of the keys is offered for correction first: Enter mends it', async () => {
  await enterAddress('ada@gmial.com');
  await popup.waitForFunction(() => document.activeElement?.textContent === 'Did you mean gmail.com?');
  await popup.keyboard.press('Enter');
  await waitForFocus('App password');
  expect(await valueOf(popup, 'Email Address')).toBe('ada@gmail.com');
  await press(popup, 'Cancel');
});

test('nothing found: all fields are there, with what can be done', async () => {
  await enterAddress('ada@nowhere.example');
  await popup.waitForSelector('.leg-fields');
  expect(await textOf('.found-notes')).toContain('Nothing is published for this domain');
  await press(popup, 'Cancel');
});

test('a closed popup comes back with the address, what is known of it and the server that was chosen, without the password', async () => {
  await enterAddress('ada@gmail.com');
  await waitForFocus('App password');
  await popup.select('.found-leg[data-leg=smtp] select', '1');
  await popup.keyboard.type('not kept');
  await chromium.closePopup();
  popup = await chromium.openPopup();
  await popup.waitForSelector('.brief');
  expect(await valueOf(popup, 'App password')).toBe('');
  expect(await popup.$eval('.found-leg[data-leg=smtp] select', (select) => select.value)).toBe('1');
  await press(popup, 'Cancel');
});

test('the domain doctor shows what is published, and the exact record that is missing', async () => {
  const page = await chromium.openPage('options.html#/doctor');
  await page.setViewport({ width: 1080, height: 900 });
  await page.locator('.domain-form input').fill('ada@own.example');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.findings');
  expect(await page.$eval('[data-check=autoconfig]', (finding) => [finding.getAttribute('data-state'), finding.textContent])).toEqual([
    'good',
    expect.stringContaining('An autoconfig file tells mail programs the servers.'),
  ]);
  const records = await page.$$eval('.publication[data-kind=dns] pre', (lines) => lines.map((line) => line.textContent));
  expect(records).toContain('_imaps._tcp.own.example. IN SRV 0 1 993 mx.own.example.');
  const copies = await page.$$eval('.publication button', (buttons) => buttons.map((button) => button.textContent));
  expect(new Set(copies)).toEqual(new Set(['Copy']));
  await takePicture(page, 'dashboard-doctor');
});
