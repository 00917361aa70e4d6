import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'puppeteer-core';

const folder = path.resolve(import.meta.dirname, '../../docs/screenshots');

/** Writes docs/screenshots/NAME-light.png and -dark.png when `KURRIER_SCREENSHOTS=1`; else the tree stays as it is. */
export const takePicture = async (page: Page, name: string): Promise<void> => {
  if (process.env['KURRIER_SCREENSHOTS'] !== '1') return;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.documentElement.style.setProperty('--font', 'Inter, system-ui, sans-serif'));
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width, height, scale: 2 }, captureBeyondViewport: false });
    writeFileSync(path.join(folder, `${name}-${scheme}.png`), picture);
  }
  await page.emulateMediaFeatures([]);
};
