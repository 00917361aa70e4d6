import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bridgeWords } from '@kurrier/shared/words/pages/accounts';
import { createEarlierData, earlier, earlierCommits, unpackEarlier } from '../compatibility/earlier-state.ts';
import { inEachBrowser, openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { startBridgeHere } from '../faults/start-bridge-here.ts';

/** The bridge runs in this process, and so with this version of the endpoints; the extension was built with its own. */
const version = vi.hoisted(() => ({ apiVersion: 1 }));
vi.mock('@kurrier/shared/bridge/call', async (load) => ({
  ...(await load<object>()),
  get apiVersion() {
    return version.apiVersion;
  },
}));
const commit = earlierCommits.at(-1)!;
const nowhere = { connectTo: [993, 587].map((port) => `${earlier.host}:${port}:127.0.0.1:9`), discovery: { resolver: '127.0.0.1:9' } };

inEachBrowser('%s, with a profile that an earlier commit paired', (name) => {
  const resources = new AsyncDisposableStack();
  let start: (apiVersion: number) => ReturnType<typeof startBridgeHere>;
  let browser: ExtensionBrowser;
  let accountsFile: string;
  beforeAll(async () => {
    const { dataDir } = resources.use(createEarlierData(commit));
    accountsFile = path.join(dataDir, 'store/accounts.sqlite');
    const { port, stop } = await startBridgeHere(dataDir, nowhere);
    await stop();
    start = (apiVersion) => {
      version.apiVersion = apiVersion;
      return startBridgeHere(dataDir, { ...nowhere, ports: [port] });
    };
    const fill = (profile: string) => unpackEarlier(commit, name === 'Firefox' ? 'firefox' : 'chromium', profile);
    browser = resources.use(await openBrowser(name, [port], { fill }));
  });
  afterAll(() => resources.disposeAsync());

  test('it is still paired with the data folder of that commit, and shows its account', async () => {
    await using _ = await start(1);
    const page = await browser.openPage('popup.html');
    await page.waitForFunction((label) => document.querySelector('article h3')?.textContent === label, {}, earlier.label);
    expect(await page.$('.pair-screen')).toBeNull();
    await page.close();
  });

  test.each([
    ['an older bridge', 0, 'bridge-too-old'],
    ['a newer bridge', 2, 'extension-too-old'],
  ] as const)('%s is told as such, and which of the two has to be updated', async (_, apiVersion, problem) => {
    await using _bridge = await start(apiVersion);
    const page = await browser.openPage('options.html');
    await page.waitForSelector(`[data-problem=${problem}]`);
    expect(await page.$eval(`[data-problem=${problem}]`, (view) => view.textContent)).toContain(bridgeWords.problems[problem].step);
    await page.close();
  });

  test('accounts that cannot be read are told on every page and by the badge, with how they come back', async () => {
    writeFileSync(accountsFile, 'x'.repeat(20_000));
    await using _bridge = await start(1);
    for (const file of ['popup.html', 'options.html#/providers', 'options.html#/outbox']) {
      const page = await browser.openPage(file);
      await page.waitForSelector('[data-problem=store-damaged]');
      expect(await page.$eval('[data-problem=store-damaged]', (view) => view.textContent)).toContain('kurrier -- restore');
      await page.close();
    }
    expect(await browser.badge('–')).toMatchObject({ title: 'Kurrier: the accounts cannot be read' });
  });
});
