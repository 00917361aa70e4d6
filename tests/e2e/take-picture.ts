import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

/** Writes docs/screenshots/NAME-light.png and -dark.png when `KURRIER_SCREENSHOTS=1`; else the tree stays as it is. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  if (process.env['KURRIER_SCREENSHOTS'] !== '1') return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.documentElement.style.setProperty('--font', 'Inter, system-ui, sans-serif'));
  // Firefox shows no other scheme than its own.
  if ((await page.browser().version()).startsWith('firefox')) {
    writeFileSync(path.join(folder, `${name}-light.png`), await page.screenshot());
    return;
  }
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    writeFileSync(path.join(folder, `${name}-${scheme}.png`), await page.screenshot({ captureBeyondViewport: false }));
  }
  await page.emulateMediaFeatures([]);
};
