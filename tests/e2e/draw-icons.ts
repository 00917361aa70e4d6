import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** `node tests/e2e/draw-icons.ts`: draws extension/icon.svg as the PNG files that the manifest names. */
const extension = path.resolve(import.meta.dirname, '../../extension');
const svg = readFileSync(path.join(extension, 'icon.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const size of [16, 32, 48, 96, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>* { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
  await page.screenshot({ path: path.join(extension, `public/icon/${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
