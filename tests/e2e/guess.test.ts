import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { createCa } from '../servers/create-ca.ts';
import { ehlo } from '../servers/script.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { addAccount, pair, readVerdict } from './use-form.ts';

/** What GMX says of a wrong password, and of a right one where IMAP was never switched on. */
const imapWords = 'authentication failed';
/** What nobody knows. */
const smtpWords = '535 5.7.0 The moon is in the wrong house';

inEachBrowser('%s', (name) => {
  const resources = new AsyncDisposableStack();
  let bridge: TestBridge;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    const ca = await createCa();
    const options = { certificate: await ca.issue({ names: ['imap.gmx.net', 'mail.gmx.net'] }), implicitTls: true, lenient: true };
    const imap = resources.use(
      await startScriptedServer(
        [
          { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready' },
          { client: /AUTHENTICATE PLAIN/ },
          { server: `{tag} NO ${imapWords}` },
        ],
        options,
      ),
    );
    const smtp = resources.use(
      await startScriptedServer(
        [{ server: '220 mail.gmx.net ESMTP' }, ...ehlo('PIPELINING', 'AUTH PLAIN'), { client: /^AUTH/ }, { server: smtpWords }],
        options,
      ),
    );
    bridge = resources.use(
      await startTestBridge({
        ca: [ca.pem],
        connectTo: [`imap.gmx.net:993:127.0.0.1:${imap.port}`, `mail.gmx.net:465:127.0.0.1:${smtp.port}`],
      }),
    );
    browser = resources.use(await openBrowser(name, [bridge.port]));
  });
  afterAll(() => resources.disposeAsync());

  /** The parts of a leg's verdict, in the order in which they are read. */
  const partsOf = (page: Page, leg: string): Promise<string[]> =>
    page.$$eval(`[data-leg=${leg}] .verdict > *`, (parts) => parts.map((part) => (part as HTMLElement).innerText.trim()));

  test('a guess is worded as one in popup and Dashboard: the server’s own words first, both readings, nothing that does harm', async () => {
    const popup = await browser.openPage('popup.html');
    await popup.waitForSelector('.pair-screen');
    await pair(popup, await bridge.createPairingCode());
    await popup.waitForSelector('.empty');
    await addAccount(popup, {
      'Email Address': 'ada@gmx.net',
      'Account Label': 'guessed',
      'SMTP Host': 'mail.gmx.net',
      'SMTP Password': 'canary horse',
      'IMAP Host': 'imap.gmx.net',
    });
    await readVerdict(popup, 'guessed');
    for (const page of [popup, await browser.openPage('options.html')]) {
      await page.bringToFront();
      await page.waitForSelector('[data-leg=imap] .verdict');
      const imap = await partsOf(page, 'imap');
      expect(imap[0]).toContain('Probably: ');
      const said = imap.findIndex((text) => text.includes(imapWords));
      const meaning = imap.findIndex((text) => text.startsWith('The server’s own words leave it open. This probably means: '));
      expect([said > -1, said < meaning]).toEqual([true, true]);
      expect(imap[meaning]).toContain('It may as well mean: IMAP is switched off');
      expect(imap.join(' ')).not.toMatch(/new password|change (?:your|the) password|reset/i);
      expect((await partsOf(page, 'smtp')).join(' ')).toContain(smtpWords);
      await takePicture(page, `guess-${name.toLowerCase()}-${page === popup ? 'popup' : 'dashboard'}`);
    }
  });
});
