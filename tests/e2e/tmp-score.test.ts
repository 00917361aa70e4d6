import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, test } from 'vitest';
import { parseMailAddress } from '../../bridge/src/discover/mail-address.ts';
import { registrableDomain } from '../../bridge/src/discover/registrable-domain.ts';
import { judgePage } from '../../bridge/src/page-settings/judge-page.ts';
import { parseSettings } from '../../bridge/src/page-settings/parse-settings.ts';
import { readPage } from '../../extension/page/read-page.ts';
import { openBrowser } from '../browser/each-browser.ts';
import type { ExtensionBrowser } from '../browser/extension-browser.ts';
import { judgeFound } from '../pages/labelled-pages.ts';
let browser: ExtensionBrowser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser('Chromium', [1]);
  page = await (await browser.openPage('manifest.json')).browser().newPage();
});
afterAll(() => browser[Symbol.asyncDispose]());
test('score', async () => {
  const n = process.env['SET'] ?? '1';
  const all = readFileSync(path.join(import.meta.dirname, `../pages/fresh-pages-${n}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l));
  let right = 0,
    wrongHosts = 0;
  for (const labelled of all) {
    await page.setContent(`<!doctype html><meta charset="utf-8"><body>${labelled.html}</body>`);
    const { lines } = await page.evaluate(readPage);
    const parsed = parseMailAddress(labelled.address)!;
    const found = judgePage(parseSettings(lines, parsed), {
      origin: new URL(labelled.url).origin,
      domain: parsed.domain,
      registrable: registrableDomain,
    });
    const j = judgeFound(labelled, found);
    if (j.isRight) right++;
    else if (process.env['SHOW'])
      console.log(
        labelled.id,
        labelled.lang,
        labelled.shapeOf,
        j.hasWrongHost ? 'WRONG HOST' : '',
        JSON.stringify(found),
        JSON.stringify(labelled.expected),
        JSON.stringify(lines),
      );
    if (j.hasWrongHost) wrongHosts++;
  }
  console.log('pages', all.length, 'right', right, 'wrong hosts', wrongHosts);
}, 120_000);
