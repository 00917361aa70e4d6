import { beginSignIn, followSignIn } from '@kurrier/shared/api/oauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { startMicrosoft } from '../oauth/start-microsoft.ts';
import { createCa } from '../servers/create-ca.ts';
import { startTestBridge, type TestBridge } from './start-test-bridge.ts';
import { takePicture } from './take-picture.ts';
import { fillForm, pair, press, readVerdict } from './use-form.ts';

const clientId = '11111111-2222-3333-4444-555555555555';

inEachBrowser('%s', (name) => {
  const resources = new AsyncDisposableStack();
  let microsoft: Awaited<ReturnType<typeof startMicrosoft>>;
  let bridge: TestBridge;
  let browser: ExtensionBrowser;

  beforeAll(async () => {
    const ca = await createCa();
    microsoft = resources.use(await startMicrosoft(ca, clientId));
    bridge = resources.use(await startTestBridge({ ca: [ca.pem], connectTo: microsoft.connectTo }));
    browser = resources.use(
      await openBrowser(name, [bridge.port], {
        managed: { oauthClients: { microsoft: { clientId }, 'login.evil.example': { clientId: 'evil' } } },
      }),
    );
  });
  afterAll(() => resources.disposeAsync());

  test('the documented Outlook row with the organisation’s client id: every outcome in words, with its next step', async () => {
    const { mood } = microsoft;
    let page = await browser.openPage('popup.html');
    await page.waitForSelector('.pair-screen');
    await pair(page, await bridge.createPairingCode());
    await page.waitForSelector('.empty');
    const saysCard = (text: string) =>
      page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { polling: 'mutation' }, text);

    /** What the person is sent to Microsoft with; each sign-in is another one. */
    let last = '';
    const asked = async (): Promise<URLSearchParams> => {
      await page.bringToFront();
      const link = await page.waitForFunction(
        (before) => {
          const anchor = document.querySelector<HTMLAnchorElement>('.sign-in-card[data-state=waiting] a');
          return anchor !== null && anchor.href !== before ? anchor.href : null;
        },
        // The provider's page was opened before this one.
        { polling: 'mutation' },
        last,
      );
      last = (await link.jsonValue()) as string;
      return new URL(last).searchParams;
    };
    /** Comes back from there with an answer, as a browser would. */
    const comeBack = async (parameters: URLSearchParams, answer: Record<string, string>) => {
      const back = new URL(parameters.get('redirect_uri')!);
      for (const [field, value] of Object.entries({ ...answer, state: parameters.get('state')! })) back.searchParams.set(field, value);
      const landing = await page.browser().newPage();
      await landing.goto(back.href);
      expect(await landing.title()).toBe('Go back to Kurrier');
      await landing.close();
      await page.bringToFront();
    };

    // The client id of the browser's policy is the one that asks.
    await press(page, 'Add account');
    await fillForm(page, { 'Email Address': 'ada@outlook.com' });
    await press(page, 'Sign in with Microsoft');
    let parameters = await asked();
    expect(parameters.get('client_id')).toBe(clientId);
    expect(parameters.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);

    // The tenant wants an administrator to agree: a text for them, and “Try again” goes on.
    await comeBack(parameters, { error: 'access_denied', error_description: 'AADSTS90094: An administrator has to agree.' });
    await page.waitForSelector('.admin-consent textarea');
    const request = await page.$eval('.admin-consent textarea', (area) => area.value);
    expect(request).toContain(clientId);
    expect(request).toContain('IMAP.AccessAsUser.All');
    await takePicture(page, `microsoft-consent-${name.toLowerCase()}`);
    await press(page, 'Try again');

    // Somebody else signed in: said before anything is stored.
    parameters = await asked();
    mood.tokens = { as: 'eve@outlook.com', nonce: parameters.get('nonce')! };
    await comeBack(parameters, { code: 'c0de' });
    await saysCard('You signed in as eve@outlook.com, and the address is ada@outlook.com. Nothing is stored yet.');
    await press(page, 'Sign in as somebody else');

    // The popup is closed, as it is by every press beside it; what was begun is there when it is opened again, and goes on.
    parameters = await asked();
    await page.close();
    page = await browser.openPage('popup.html');
    last = '';
    expect((await asked()).get('state')).toBe(parameters.get('state'));

    // The right person, whose mailbox has IMAP and SMTP AUTH switched off: each leg says so, and neither speaks of a password.
    mood.tokens = { as: 'ada@outlook.com', nonce: parameters.get('nonce')! };
    Object.assign(mood, { imap: 'switched-off', smtp: 'auth-off' });
    await comeBack(parameters, { code: 'c0de' });
    await readVerdict(page, 'ada@outlook.com');
    expect(await page.$$eval('[data-leg] [data-kind]', (all) => all.map((each) => each.getAttribute('data-kind')))).toEqual([
      'auth.smtp_auth_disabled',
      'auth.imap_disabled',
    ]);
    await takePicture(page, `microsoft-off-${name.toLowerCase()}`);

    // The grant has expired: named right, and signing in again mends it.
    Object.assign(mood, { imap: 'token-refused', smtp: 'token-refused', tokens: { refuses: 700082 } });
    await press(page, 'Test again', 'ada@outlook.com');
    await saysCard('The sign-in was not used for too long');
    Object.assign(mood, { imap: 'open', smtp: 'open' });
    await press(page, 'Sign in again', 'ada@outlook.com');
    parameters = await asked();
    mood.tokens = { as: 'ada@outlook.com', nonce: parameters.get('nonce')! };
    await comeBack(parameters, { code: 'c0de' });
    await page.waitForFunction(() => document.querySelector('[data-leg=smtp]')?.getAttribute('data-state') === 'verified', {
      timeout: 20_000,
      polling: 'mutation',
    });

    // A tenant that lets nobody in by code says so.
    const call = await bridge.call();
    mood.tokens = { refuses: 53003, error: 'access_denied' };
    const leg = { host: 'outlook.office365.com', port: 993, username: 'bob@outlook.com', secure: true };
    const begun = await call(beginSignIn, {
      of: { provider: 'microsoft' },
      method: 'device-code',
      policyClients: { microsoft: { clientId } },
      change: { address: 'bob@outlook.com', imap: leg },
    });
    if (!begun.ok || 'refused' in begun.value) throw new Error(JSON.stringify(begun));
    expect(await call(followSignIn, { id: begun.value.id, seen: 'waiting', waitMs: 15_000 })).toMatchObject({
      value: { status: { state: 'failed', failure: { kind: 'oauth.device_code_blocked' } } },
    });
  }, 90_000);
});
