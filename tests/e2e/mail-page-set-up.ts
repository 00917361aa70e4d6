import type { Page } from 'puppeteer-core';
import { createTransport } from 'nodemailer';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix } from '../servers/start-postfix.ts';
import { openBrowser, type BrowserName } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { fillForm, pair, readVerdict } from './use-form.ts';
import { hangMs } from '../setup/hang-ms.ts';
import { click } from './click.ts';

export const ada = 'ada@mail.test';
export const bob = 'bob@mail.test';
export const adaPassword = 'canary horse battery ';
const password = adaPassword;

export interface MailPageSetUp extends AsyncDisposable {
  dovecot: Dovecot;
  bridge: TestBridge;
  /** The Dashboard, paired, with ada's account verified. */
  page: Page;
  /** Another page of the extension in a tab of its own. */
  openPage: (file: string) => Promise<Page>;
  /** What stands on the toolbar button, as soon as its text is the wished one. */
  badge: ExtensionBrowser['badge'];
  badgeByAlarm: ExtensionBrowser['badgeByAlarm'];
  /** Goes to another page of the Dashboard. */
  go: (hash: string) => Promise<void>;
  /** Hands a message to ada's mailbox, past every other server. */
  deliver: (message: { subject: string; text?: string; html?: string; from?: string; raw?: string | Buffer }) => Promise<void>;
}

/**
 * Real Dovecot and Postfix, a bridge in this process and a browser on its Dashboard, with one verified account, whose mailbox `fill` may
 * fill before; `openWay` leads to its IMAP server by another port.
 */
export const startMailPage = async ({
  fill,
  openWay,
  browser: name = 'Chromium',
  grant = [],
  networkLog,
}: {
  browser?: BrowserName;
  /** Optional permissions that the extension has from the start. */
  grant?: readonly string[];
  networkLog?: string;
  fill?: (maildir: string) => void;
  openWay?: (target: { port: number }) => Promise<{ port: number }>;
} = {}): Promise<MailPageSetUp> => {
  const resources = new AsyncDisposableStack();
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['127.0.0.1'] });
  const dovecot = resources.use(await startDovecot({ certificate, users: { [ada]: password, [bob]: password } }));
  fill?.(dovecot.maildir(ada));
  const imap = { port: dovecot.ports.imaps };
  const way = (await openWay?.(imap)) ?? imap;
  const postfix = resources.use(await startPostfix({ certificate, dovecot }));
  const bridge = resources.use(await startTestBridge({ ca: [ca.pem] }));
  const browser = resources.use(await openBrowser(name, [bridge.port], { grant, ...(networkLog === undefined ? {} : { networkLog }) }));
  const lmtp = createTransport({ lmtp: true, host: '127.0.0.1', port: dovecot.ports.lmtp, ignoreTLS: true, pool: true });
  resources.defer(() => lmtp.close());

  const page = await browser.openPage('options.html');
  await page.setViewport({ width: 1360, height: 860 });
  await pair(page, await bridge.createPairingCode());
  await page.waitForSelector('.empty');
  const go = async (hash: string) => {
    await page.evaluate((to) => (location.hash = to), hash);
  };
  await go('#/providers/smtp-imap');
  await page.waitForSelector('.account-form');
  await fillForm(page, {
    'Email Address': ada,
    'SMTP Host': '127.0.0.1',
    'SMTP Port': String(postfix.ports.submission),
    'SMTP Password': password,
    'IMAP Host': '127.0.0.1',
    'IMAP Port': String(way.port),
  });
  await click(page, 'button[type=submit]');
  await readVerdict(page, ada);
  return {
    dovecot,
    bridge,
    page,
    openPage: browser.openPage,
    badge: browser.badge,
    badgeByAlarm: browser.badgeByAlarm,
    go,
    deliver: async ({ subject, text = 'text', html, from = 'bob@mail.test', raw }) => {
      await lmtp.sendMail({
        envelope: { from: bob, to: [ada] },
        ...(raw === undefined ? { from, to: ada, subject, text, html } : { raw }),
      });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
};

/** Waits until the list shows a message with exactly this subject. */
export const waitForSubject = async (page: Page, subject: string, timeoutMs = hangMs): Promise<void> => {
  await page.waitForFunction(
    (wished) => [...document.querySelectorAll('.message-row .subject')].some((cell) => cell.textContent === wished),
    { timeout: timeoutMs, polling: 'mutation' },
    subject,
  );
};

/** The subjects that are drawn, in order. */
export const subjectsOf = (page: Page): Promise<string[]> =>
  page.$$eval('.message-row .subject', (cells) => cells.map((cell) => cell.textContent ?? ''));
