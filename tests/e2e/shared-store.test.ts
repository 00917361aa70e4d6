import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { openBrowser, inEachBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { startBridgeHere } from '../faults/start-bridge-here.ts';
import { readMailbox } from '../send/read-mailbox.ts';
import { startMailServers, type MailServers } from '../send/start-mail-servers.ts';
import { startRedis, type StoreServer } from '../servers/start-redis.ts';
import { startSharingProcess, type SharingProcess } from '../shared-store/start-sharing-process.ts';
import { until } from '../setup/until.ts';
import { deliverByLmtp } from '../sync/deliver-by-lmtp.ts';
import { waitForSubject } from './mail-page-set-up.ts';
import { takePicture } from './take-picture.ts';
import { pair, press } from './use-form.ts';
import { click } from './click.ts';

/** Long enough that nobody takes an account over from a bridge that is stopped for a while. */
const lease = { leaseMs: 300_000, roundMs: 200 };
const browsers = ['Chromium', 'Firefox'] as const;

let servers: MailServers;
let store: StoreServer;
/** The bridge that has the account, in a process that can be stopped. */
let holder: SharingProcess;
/** The bridge that the browsers are paired with. */
let asked: Awaited<ReturnType<typeof startBridgeHere>>;
const dir = mkdtempSync(path.join(tmpdir(), 'kurrier-shared-page-'));
const resources = new AsyncDisposableStack();
beforeAll(async () => {
  resources.defer(() => rmSync(dir, { recursive: true, force: true }));
  servers = resources.use(await startMailServers());
  store = resources.use(await startRedis());
  const caFile = path.join(dir, 'ca.pem');
  await writeFile(caFile, servers.caPem);
  for (const name of browsers)
    await deliverByLmtp(servers.dovecot.ports.lmtp, 'ann@mail.test', `From: x@mail.test\nSubject: to star in ${name}\n\nhello`);
  const keyFile = path.join(dir, 'shared.key');
  holder = resources.use(await startSharingProcess({ dataDir: path.join(dir, 'holder'), uri: store.uri, keyFile, caFile, ...lease }));
  const leg = { host: '127.0.0.1', username: 'ann@mail.test', password: 'pw-ann', secure: true };
  const smtp = { ...leg, port: servers.postfix.ports.submission };
  await holder.call(saveAccount, { change: { address: leg.username, smtp, imap: { ...leg, port: servers.dovecot.ports.imaps } } });
  await until(async () => expect(await holder.state()).toMatchObject({ own: 1 }));
  const target = parseStoreUri(store.uri, [], 5_000)!;
  asked = resources.use(await startBridgeHere(path.join(dir, 'asked'), { ca: [servers.caPem], store: { target, keyFile, ...lease } }));
  await until(async () => expect(await holder.state()).toMatchObject({ own: 1, bridges: 2 }));
}, 120_000);
afterAll(() => resources.disposeAsync());

inEachBrowser('%s', (name) => {
  let browser: ExtensionBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser(name, [asked.port]);
    page = await browser.openPage('options.html');
    await page.setViewport({ width: 1360, height: 860 });
    await pair(page, (await asked.createPairingCode()).code);
    await page.evaluate(() => (location.hash = '#/mail'));
    await waitForSubject(page, `to star in ${name}`, 30_000);
  }, 120_000);
  afterAll(() => browser[Symbol.asyncDispose]());

  const marksOf = (subject: string) =>
    page.$$eval(
      '.message-row',
      (rows, wished) => {
        const row = rows.find((one) => one.querySelector('.subject')?.textContent === wished);
        return [...(row?.querySelectorAll('.row-mark') ?? [])].map((mark) => mark.getAttribute('aria-label')).join(', ');
      },
      subject,
    );
  const stateOf = (subject: string) =>
    page.$$eval(
      '.outbox-item',
      (items, wished) => items.find((item) => item.querySelector('h2')?.textContent === wished)?.getAttribute('data-state') ?? null,
      subject,
    );
  const fill = (label: string, value: string) =>
    page
      .locator(
        `::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"]/following-sibling::*//*[self::input or self::textarea])`,
      )
      .fill(value);
  const flags = async (subject: string) =>
    (await readMailbox(servers, 'ann')).find(({ source }) => source.includes(`Subject: ${subject}`))?.flags ?? [];

  test('what is changed and sent at a bridge that has not got the account waits for the one that has, and is done by it', async () => {
    const subject = `to star in ${name}`;
    const sent = `sent in ${name}`;
    // Whoever has the account does nothing for a while.
    holder.signal('SIGSTOP');
    try {
      await click(page, `::-p-xpath(//*[contains(@class, "message-row")][.//*[@class = "subject"][. = "${subject}"]])`);
      await page.waitForSelector('.message-row.open');
      await page.focus('[role=listbox]');
      await page.keyboard.press('s');
      await expect.poll(() => marksOf(subject), { timeout: 20_000 }).toBe('Waits for the server, Starred');
      await page.waitForFunction(() =>
        document.querySelector('.changes-note')?.textContent?.includes('for the server, and will be carried out'),
      );
      await takePicture(page, `shared-store-waits-${name.toLowerCase()}`);
      await page.evaluate(() => (location.hash = '#/compose'));
      await page.waitForSelector('form.compose');
      await fill('To', 'bob@mail.test');
      await fill('Subject', sent);
      await fill('Message', 'from another bridge');
      await press(page, 'Send');
      await page.waitForSelector('.outbox-item');
      await expect.poll(() => stateOf(sent), { timeout: 20_000 }).toBe('queued');
      expect(await flags(subject)).not.toContain('\\Flagged');
    } finally {
      holder.signal('SIGCONT');
    }
    await expect.poll(() => flags(subject), { timeout: 30_000 }).toContain('\\Flagged');
    await expect.poll(() => stateOf(sent), { timeout: 30_000 }).toBe('sent');
    const received = async () => (await readMailbox(servers, 'bob')).filter(({ source }) => source.includes(`Subject: ${sent}`)).length;
    await expect.poll(received, { timeout: 30_000 }).toBe(1);
    await page.evaluate(() => (location.hash = '#/mail'));
    await waitForSubject(page, subject);
    await expect.poll(() => marksOf(subject), { timeout: 30_000 }).toBe('Starred');
    await page.waitForFunction(() => !document.querySelector('.changes-note'));
    expect(asked.reported).toEqual([]);
  });
});
