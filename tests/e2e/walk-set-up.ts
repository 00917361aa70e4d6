import { createTransport } from 'nodemailer';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { openBrowser, type BrowserName } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { findViolations } from '../browser/find-violations.ts';
import { findSideways, layOut } from '../browser/lay-out.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { enterByHand, fillForm, pair, type Row } from './use-form.ts';
import { click } from './click.ts';

export const password = 'canary horse battery ';

/** Real servers for both browsers; each has a mailbox of its own. */
export interface WalkServers extends AsyncDisposable {
  authority: string;
  dovecot: Dovecot;
  postfix: Postfix;
  addresses: Record<BrowserName, string>;
}

export const startWalkServers = async (): Promise<WalkServers> => {
  const servers = new AsyncDisposableStack();
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['127.0.0.1'] });
  const addresses = { Chromium: 'ada@mail.test', Firefox: 'bob@mail.test' };
  const users = Object.fromEntries(Object.values(addresses).map((address) => [address, password]));
  const dovecot = servers.use(await startDovecot({ certificate, users }));
  const postfix = servers.use(await startPostfix({ certificate, dovecot }));
  return { authority: ca.pem, dovecot, postfix, addresses, [Symbol.asyncDispose]: () => servers.disposeAsync() };
};

export interface Walk extends AsyncDisposable {
  me: string;
  bridge: TestBridge;
  browser: ExtensionBrowser;
  /** The Dashboard, paired, without an account. */
  page: Page;
  go: (hash: string) => Promise<string>;
  textOf: (selector: string) => Promise<string>;
  waitForText: (selector: string, text: string) => Promise<unknown>;
  /** What has the focus: the role of an element where it has one, else its name. */
  focused: () => Promise<string | undefined>;
  /** Holds the toolbar popup against its room, once the sign is there: in a tab, at its width and at the most a browser gives it at 200 %. */
  checkPopup: (sign: string) => Promise<void>;
  /** Adds the account of this browser, by hand. */
  addAccount: (row?: Row) => Promise<void>;
  /** Hands messages to the mailbox of this browser, past every other server. */
  deliver: (...subjects: string[]) => Promise<void>;
}

/** The field of the composer under this label. */
export const composeField = (label: string) =>
  `::-p-xpath(//form[contains(@class, "compose")]//label[normalize-space() = "${label}"]/following-sibling::*//*[self::input or self::textarea])`;

/** Where somebody begins who opens the Dashboard of a fresh browser and has entered the pairing code. */
export const startWalk = async ({ authority, dovecot, postfix, addresses }: WalkServers, name: BrowserName): Promise<Walk> => {
  const resources = new AsyncDisposableStack();
  const me = addresses[name];
  const bridge = resources.use(await startTestBridge({ ca: [authority] }));
  const browser = resources.use(await openBrowser(name, [bridge.port]));
  const page = await browser.openPage('options.html');
  await layOut(page, { width: 1280, height: 800, zoom: 1 });
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');
  return {
    me,
    bridge,
    browser,
    page,
    go: (hash) => page.evaluate((to) => (location.hash = to), hash),
    textOf: (selector) => page.$eval(selector, (element) => (element as HTMLElement).innerText),
    waitForText: (selector, text) =>
      page.waitForFunction((at, wished) => document.querySelector(at)?.textContent?.includes(wished), {}, selector, text),
    focused: () => page.evaluate(() => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName.toLowerCase()),
    checkPopup: async (sign) => {
      const popup = await browser.openPage('popup.html');
      for (const layout of [
        { width: 400, height: 600, zoom: 1 },
        { width: 800, height: 600, zoom: 2 },
      ]) {
        await layOut(popup, layout);
        await popup.waitForSelector(sign);
        expect.soft([sign, layout, await findSideways(popup)]).toEqual([sign, layout, []]);
        expect.soft([sign, layout, await findViolations(popup)]).toEqual([sign, layout, []]);
      }
      await layOut(popup, { width: 400, height: 600, zoom: 1 });
      await popup.close();
      await page.bringToFront();
    },
    addAccount: async (row = {}) => {
      await page.evaluate(() => (location.hash = '#/providers/add'));
      await enterByHand(page);
      await fillForm(page, {
        'Email Address': me,
        'SMTP Host': '127.0.0.1',
        'SMTP Port': String(postfix.ports.submission),
        'SMTP Password': password,
        'IMAP Host': '127.0.0.1',
        'IMAP Port': String(dovecot.ports.imaps),
        ...row,
      });
      await click(page, 'button[type=submit]');
    },
    deliver: async (...subjects) => {
      const lmtp = createTransport({ lmtp: true, host: '127.0.0.1', port: dovecot.ports.lmtp, ignoreTLS: true });
      for (const subject of subjects)
        await lmtp.sendMail({
          envelope: { from: 'eve@mail.test', to: [me] },
          from: 'Eve <eve@mail.test>',
          to: me,
          subject,
          text: 'How is the mill?\n'.repeat(40),
          attachments: [{ filename: 'sheet 1.txt', content: 'drawn' }],
        });
      lmtp.close();
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};
