import { afterAll, beforeAll, expect, test } from 'vitest';
import { findClosedPort } from '../servers/free-ports.ts';
import { startDovecot } from '../servers/start-dovecot.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { buildExtension } from '../browser/build-extension.ts';
import { password, startMail } from './mail-set-up.ts';
import { openChromium, type Chromium } from '../browser/open-chromium.ts';
import { startTestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { addAccount, fillForm, pair, press, readVerdict, type Row } from './use-form.ts';
import { click } from './click.ts';

const resources = new AsyncDisposableStack();
let chromium: Chromium;

const good = {
  'Email Address': 'ada@gmail.com',
  'SMTP Host': 'smtp.gmail.com',
  'IMAP Host': 'imap.gmail.com',
  'SMTP Password': password,
} satisfies Row;

beforeAll(async () => {
  const mail = resources.use(await startMail());
  const other = await mail.ca.issue({ names: ['mail.hosting.example', 'imap.hosting.example'] });
  const foreign = resources.use(await startDovecot({ certificate: other, users: { 'ada@gmail.com': password } }));
  const silent = resources.use(await startScriptedServer([{ fault: 'silence' }]));
  const closed = await findClosedPort();
  const bridge = resources.use(
    await startTestBridge({
      ca: [mail.ca.pem],
      connectTo: [
        ...mail.connectTo,
        // Nothing of the search for working settings leaves this computer. The first entry of a port counts last.
        ...['closed', 'silent', 'foreign'].flatMap((name) =>
          [25, 143, 465, 587, 993, 2525].map((port) => `${name}.example.org:${port}:127.0.0.1:${closed}`),
        ),
        `mail.yourdomain.com:2525:127.0.0.1:${closed}`,
        // A plain port: it is silence after the connection that is IMAP switched off, not a TLS mode that does not fit.
        `silent.example.org:143:127.0.0.1:${silent.port}`,
        `foreign.example.org:993:127.0.0.1:${foreign.ports.imaps}`,
      ],
    }),
  );
  const extension = resources.use(await buildExtension({ ports: [bridge.port] }));
  chromium = resources.use(await openChromium(extension.dir));
  await pair(await chromium.openPopup(), await bridge.createPairingCode());
});
afterAll(() => resources.disposeAsync());

test.each<[label: string, row: Row, verdict: { smtp: string; imap: string }]>([
  [
    'closed port',
    { ...good, 'SMTP Host': 'closed.example.org', 'IMAP Host': 'closed.example.org' },
    { smtp: 'Connection refused', imap: 'Connection refused' },
  ],
  ['SMTP good, IMAP bad', { ...good, 'IMAP Host': 'closed.example.org' }, { smtp: 'verified', imap: 'Connection refused' }],
  ['SMTP bad, IMAP good', { ...good, 'SMTP Host': 'closed.example.org' }, { smtp: 'Connection refused', imap: 'verified' }],
  ['never greets', { ...good, 'IMAP Host': 'silent.example.org', 'IMAP Port': '143' }, { smtp: 'verified', imap: 'IMAP timeout' }],
  ['other certificate', { ...good, 'IMAP Host': 'foreign.example.org' }, { smtp: 'verified', imap: 'Hostname mismatch' }],
  ['wrong password', { ...good, 'SMTP Password': 'not this' }, { smtp: 'Invalid login or password', imap: 'Invalid login or password' }],
])('%s', async (label, row, verdict) => {
  const popup = await chromium.openPopup();
  await addAccount(popup, { 'Account Label': label, ...row });
  expect(await readVerdict(popup, label)).toEqual(verdict);
});

test('the names in the other certificate are shown', async () => {
  const popup = await chromium.openPopup();
  const verdict = await popup.$eval('[data-kind="tls.hostname_mismatch"]', (element) => element.textContent);
  expect(verdict).toContain('mail.hosting.example, imap.hosting.example');
});

test('every verdict leads to the page that tells more of its kind, which is in the extension', async () => {
  const popup = await chromium.openPopup();
  const links = await popup.$$eval('.verdict', (verdicts) =>
    verdicts.map((verdict) => ({
      kind: (verdict as HTMLElement).dataset['kind'] ?? '',
      href: verdict.querySelector<HTMLAnchorElement>('a.about-failure')?.href ?? '',
    })),
  );
  expect(links.length).toBeGreaterThan(6);
  for (const { kind, href } of links) expect(href).toBe(new URL(`/options.html#/failures/${kind}`, popup.url()).href);
  const page = await chromium.openPage(new URL(links[0]!.href).pathname.slice(1) + new URL(links[0]!.href).hash);
  await page.waitForFunction((id) => document.activeElement?.id === id, {}, links[0]!.kind);
  await takePicture(page, 'failures');
  await page.close();
});

test('the badge counts the failed accounts', async () => {
  const popup = await chromium.openPopup();
  await takePicture(popup, 'popup-failed');
  expect(await chromium.badge('6')).toMatchObject({ title: 'Kurrier: 6 of 6 accounts failed' });
});

test('a closed port with a working neighbour: the difference is shown, and one press mends it', async () => {
  const popup = await chromium.openPopup();
  await addAccount(popup, {
    'Email Address': 'ada@yourdomain.com',
    'Account Label': 'mendable',
    'SMTP Host': 'mail.yourdomain.com',
    'SMTP Port': '2525',
    'SMTP Password': password,
  });
  expect(await readVerdict(popup, 'mendable')).toEqual({ smtp: 'Connection refused' });
  const proposal = await popup.waitForSelector(
    '::-p-xpath(//article[.//h3[normalize-space() = "mendable"]]//form[contains(@class, "proposal")])',
  );
  expect(await proposal?.evaluate((element) => element.querySelector('del')?.textContent)).toBe('2525');
  await takePicture(popup, 'popup-fix');
  await press(popup, 'Fix and re-test', 'mendable');
  await popup.waitForFunction(() => document.querySelector('article')?.dataset['state'] === 'verified');
  expect(await readVerdict(popup, 'mendable')).toEqual({ smtp: 'verified' });
});

test('a corrected password is tried at once, and the account is Verified', async () => {
  const popup = await chromium.openPopup();
  await press(popup, 'Edit', 'wrong password');
  await fillForm(popup, { 'SMTP Password': password });
  await click(popup, 'button[type=submit]');
  await popup.waitForSelector('article');
  expect(await readVerdict(popup, 'wrong password')).toEqual({ smtp: 'verified', imap: 'verified' });
});

test('another host needs the password again, and says so beside it', async () => {
  const popup = await chromium.openPopup();
  await press(popup, 'Edit', 'SMTP bad, IMAP good');
  await fillForm(popup, { 'SMTP Host': 'smtp.gmail.com' });
  await click(popup, 'button[type=submit]');
  await popup.waitForFunction(() => document.activeElement?.getAttribute('type') === 'password');
  expect(await popup.$eval('.field .error', (element) => element.textContent)).toMatch(/^Enter the password again/);
  await press(popup, 'Cancel');
  expect(await readVerdict(popup, 'SMTP bad, IMAP good')).toEqual({ smtp: 'Connection refused', imap: 'verified' });
});
