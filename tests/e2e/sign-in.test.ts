import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';
import { startWebServer } from '../servers/start-web-server.ts';
import { signInAsPerson } from '../oauth/person.ts';
import { startOAuthWorld, type OAuthWorld } from '../oauth/start-oauth-world.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { fillForm, pair, press, readVerdict } from './use-form.ts';

/** Says that the mail is on mail.test, opened by tokens alone, and who issues them. */
const autoconfig = (issuer: string) => `<?xml version="1.0"?>
<clientConfig version="1.1">
  <emailProvider id="own.example">
    <domain>own.example</domain>
    <incomingServer type="imap"><hostname>mail.test</hostname><port>993</port><socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication></incomingServer>
    <outgoingServer type="smtp"><hostname>mail.test</hostname><port>465</port><socketType>SSL</socketType>
      <username>%EMAILADDRESS%</username><authentication>OAuth2</authentication></outgoingServer>
  </emailProvider>
  <oAuth2><issuer>${issuer}</issuer></oAuth2>
</clientConfig>`;

inEachBrowser('%s', (name) => {
  const resources = new AsyncDisposableStack();
  let world: OAuthWorld;
  let bridge: TestBridge;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    world = resources.use(await startOAuthWorld({ host: 'login.own.example' }));
    const { provider, ca, dovecot, postfix } = world;
    const dns = resources.use(
      await startDnsServer({ 'own.example': {}, 'autoconfig.own.example': { A: ['127.0.0.1'] }, 'mail.test': { A: ['203.0.113.5'] } }),
    );
    const web = resources.use(
      await startWebServer(
        (path, host) =>
          host === 'autoconfig.own.example' && path.startsWith('/mail/config-v1.1.xml') ? { body: autoconfig(provider.issuer) } : undefined,
        await ca.issue({ names: ['autoconfig.own.example', '127.0.0.1'] }),
      ),
    );
    bridge = resources.use(
      await startTestBridge({
        ca: [ca.pem],
        connectTo: [
          `autoconfig.own.example:443:127.0.0.1:${web.port}`,
          `login.own.example:${provider.port}:127.0.0.1:${provider.port}`,
          `mail.test:993:127.0.0.1:${dovecot.ports.imaps}`,
          `mail.test:465:127.0.0.1:${postfix.ports.submissions}`,
        ],
        discovery: { resolver: dns.address, baseUrls: { ispdb: `${web.url}/v1.1` } },
      }),
    );
    browser = resources.use(await openBrowser(name, [bridge.port]));
  });
  afterAll(() => resources.disposeAsync());

  test('address → sign in → Verified without a password or a client id; withdrawn → named, and mended by signing in again', async () => {
    const page = await browser.openPage('popup.html');
    await page.waitForSelector('.pair-screen');
    await pair(page, await bridge.createPairingCode());
    await page.waitForSelector('.empty');
    const provider = `login.own.example:${world.provider.port}`;

    /** Goes on at the provider; the browser comes back to the bridge's listener as it would from there. */
    const signInAtProvider = async () => {
      await page.bringToFront();
      const link = await page.waitForSelector('.sign-in-card[data-state=waiting] a');
      const url = await link!.evaluate((anchor) => anchor.href);
      const back = await signInAsPerson(url, { ca: world.ca.pem, account: 'ada@own.example', stopsBeforeReturn: true });
      const landing = await page.browser().newPage();
      await landing.goto(back);
      expect(new URL(landing.url()).pathname).toBe('/done');
      expect(await landing.title()).toBe('Go back to Kurrier');
      await landing.close();
      await page.bringToFront();
    };

    await press(page, 'Add account');
    await fillForm(page, { 'Email Address': 'ada@own.example' });
    await press(page, `Sign in with ${provider}`);
    await signInAtProvider();
    expect(await readVerdict(page, 'ada@own.example')).toEqual({ smtp: 'verified', imap: 'verified' });
    expect(await page.$eval('article.account', (card) => card.textContent)).toContain(`Signed in as ada@own.example at ${provider}`);

    await world.provider.revoke('ada@own.example');
    await world.provider.endAccessTokens();
    await press(page, 'Test again', 'ada@own.example');
    await page.waitForFunction(() => document.body.innerText.includes('The sign-in has ended'));
    await press(page, 'Sign in again', 'ada@own.example');
    await signInAtProvider();
    await page.waitForFunction(() => document.querySelector('article.account')?.getAttribute('data-state') === 'verified', {
      timeout: 20_000,
    });
    expect(bridge.problems).toEqual([]);
  });
});
