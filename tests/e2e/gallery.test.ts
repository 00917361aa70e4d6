import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'puppeteer-core';
import { buildExtension } from '../browser/build-extension.ts';
import { openChromium } from '../browser/open-chromium.ts';

const resources = new AsyncDisposableStack();
const complaints: string[] = [];
let page: Page;

beforeAll(async () => {
  const extension = resources.use(await buildExtension({ ports: [1], mode: 'development' }));
  const chromium = resources.use(await openChromium(extension.dir));
  page = await chromium.openPage('popup.html');
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(page.url().replace('popup.html', 'gallery.html'));
  await page.waitForSelector('[data-sample]');
});
afterAll(() => resources.disposeAsync());

test('every state of every component is drawn, without a complaint of the browser', async () => {
  expect(await page.$$eval('[data-sample]', (samples) => samples.length)).toBeGreaterThan(80);
  expect(complaints).toEqual([]);
});

test('the lists of both completions are open, with one option marked', async () => {
  for (const name of ['compose recipients proposed', 'search proposals']) {
    const options = await page.waitForSelector(`[data-sample="${name}"] [role=listbox]:has([aria-selected=true])`);
    expect(await options!.$$eval('[role=option]', (all) => all.filter((option) => option.ariaSelected === 'true').length)).toBe(1);
  }
});

test('no name of a recipient pushes the address out of sight', async () => {
  const cut = await page.$$eval('[data-sample="compose recipients proposed"] [role=option]', (options) =>
    options.filter((option) => option.scrollWidth > option.clientWidth).map((option) => option.textContent),
  );
  expect(cut).toEqual([]);
});

test('where a folder has more messages than are grouped into conversations, the page says so', async () => {
  const hintOf = (name: string) => page.$eval(`[data-sample="mail ${name}"] .mail-main`, (main) => main.textContent ?? '');
  expect(await hintOf('deleting')).toContain('Only the newest 10,000 messages of a folder are grouped into conversations');
  expect(await hintOf('reading')).not.toContain('grouped into conversations');
});

test('a list that is cut says how much is left out', async () => {
  const picker = await page.$('[data-sample="move to a folder"]');
  expect(await picker!.$$eval('[role=option]', (options) => options.length)).toBe(8);
  expect(await picker!.$eval('.hint', (hint) => hint.textContent)).toMatch(/^2 more folders/);
});

test.each([420, 1400])('nothing is wider than its frame, at %i pixels', async (width) => {
  await page.setViewport({ width, height: 900 });
  const wide = await page.$$eval('[data-sample] :is(.frame, .attached-file)', (frames) =>
    frames
      .filter((frame) => frame.scrollWidth > frame.clientWidth)
      .map((frame) => frame.closest<HTMLElement>('[data-sample]')!.dataset['sample']),
  );
  expect(wide).toEqual([]);
});

test('everything that can be operated has a name, and every name is given once', async () => {
  const nameless = await page.$$eval('input, button, a, summary, section[role], [role=group]', (elements) =>
    elements
      .filter((element) => {
        const labels = (element as HTMLInputElement).labels?.length ?? 0;
        return !element.textContent?.trim() && !element.getAttribute('aria-label') && labels === 0;
      })
      .map((element) => element.outerHTML),
  );
  expect(nameless).toEqual([]);
});

test('what is masked can be shown', async () => {
  const boxes = await page.$$eval('input[type=password]', (inputs) =>
    inputs.map((input) => [
      input.closest('[data-sample]')?.getAttribute('data-sample'),
      input.parentElement!.querySelector('.reveal') !== null,
    ]),
  );
  expect(boxes.length).toBeGreaterThan(10);
  expect(boxes.filter(([, canBeShown]) => !canBeShown)).toEqual([]);
});

test('a sentence that announces something is followed by it', async () => {
  const unfinished = await page.$$eval('[data-sample] :is(p, h1, h2, h3, h4, h5, dt, summary)', (elements) =>
    elements
      .filter((element) => element.textContent?.trim().endsWith(':') && !element.nextElementSibling)
      .map((element) => [element.closest('[data-sample]')?.getAttribute('data-sample'), element.textContent]),
  );
  expect(unfinished).toEqual([]);
});

test('where the bridge cannot be asked, nothing is said to be empty', async () => {
  const both = await page.$$eval('[data-sample]:has([data-problem]:not([data-problem=outbox-put-aside])):has(.empty)', (samples) =>
    samples.map((sample) => sample.getAttribute('data-sample')),
  );
  expect(both).toEqual([]);
  expect(await page.$$eval('[data-sample="outbox empty when last asked"] [data-problem]', (problems) => problems.length)).toBe(1);
});

test('a package that is published is a link to its file, this computer’s first, and says how to check it; else it says which file it is', async () => {
  const linksOf = (sample: string) => page.$$eval(`[data-sample="${sample}"] [data-package] a`, (links) => links.map((link) => link.href));
  const folder = 'https://downloads.kurrier.example/0.1.0';
  expect((await linksOf('packages published mac'))[0]).toBe(`${folder}/kurrier-0.1.0-macos-arm64.zip`);
  expect((await linksOf('packages published linux')).slice(0, 3)).toEqual([
    `${folder}/kurrier_0.1.0_amd64.deb`,
    `${folder}/kurrier_0.1.0_arm64.deb`,
    `${folder}/kurrier-0.1.0-linux-x64.tar.gz`,
  ]);
  const check = await page.$eval(
    '[data-sample="packages published windows"] [data-package=windows] details',
    (details) => details.textContent,
  );
  expect(check).toContain('certutil -hashfile kurrier-0.1.0-windows-x64.zip SHA256');
  expect(check).toContain('5a'.repeat(32));
  expect(await linksOf('packages unpublished linux')).toEqual([]);
  const named = await page.$eval('[data-sample="packages unpublished linux"] [data-package]', (first) => first.textContent);
  expect(named).toContain('kurrier_0.1.0_amd64.deb');
});

test('text stands out from its ground, in light and dark', async () => {
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    // Found there: thousands of elements that are handed over and back take seconds.
    const faint = await page.evaluate(() => {
      const elements = [...document.querySelectorAll('[data-sample] *')];
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
      const known = new Map<string, number[]>();
      // To ask the canvas takes a millisecond, and thousands of elements share a handful of colours.
      const rgb = (color: string, under: number[] = []): number[] => {
        const key = `${color} on ${under.join(' ')}`;
        if (!known.has(key)) known.set(key, paint(color, under));
        return known.get(key)!;
      };
      const paint = (color: string, under: number[]): number[] => {
        canvas.clearRect(0, 0, 1, 1);
        if (under.length) {
          canvas.fillStyle = `rgb(${under.join(' ')})`;
          canvas.fillRect(0, 0, 1, 1);
        }
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return Array.from(canvas.getImageData(0, 0, 1, 1).data.subarray(0, 3));
      };
      const grounds = new Map<Element, number[]>();
      const groundOf = (element: Element | null): number[] => {
        if (!element) return rgb('white');
        if (!grounds.has(element)) {
          const color = getComputedStyle(element).backgroundColor;
          const under = groundOf(element.parentElement);
          grounds.set(element, color === 'rgba(0, 0, 0, 0)' ? under : rgb(color, under));
        }
        return grounds.get(element)!;
      };
      const luminance = (color: number[]) => {
        const [r, g, b] = color.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const isText = (element: Element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      return elements.flatMap((element) => {
        if (!isText(element) || element.closest(':disabled, .visually-hidden')) return [];
        const ground = groundOf(element);
        const [high, low] = [luminance(rgb(getComputedStyle(element).color, ground)), luminance(ground)].sort((a, b) => b - a);
        const contrast = (high! + 0.05) / (low! + 0.05);
        return contrast < 4.5 ? [`${element.textContent?.trim().slice(0, 40)}: ${contrast.toFixed(2)}`] : [];
      });
    });
    expect([scheme, [...new Set(faint)]]).toEqual([scheme, []]);
  }
});
