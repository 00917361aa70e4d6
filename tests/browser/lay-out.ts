import type { Page } from 'puppeteer-core';

export interface Layout {
  width: number;
  height: number;
  /** As people set it in the browser's menu: 2 is 200 %, and leaves the page half of its width and height. */
  zoom: number;
}

/** The windows that every page has to fit into, by what they are called in a test's name. */
export const layouts: [name: string, layout: Layout][] = [
  ...[320, 400, 800, 1280].map((width): [string, Layout] => [`${width} px`, { width, height: 800, zoom: 1 }]),
  ['1280 px at 200 %', { width: 1280, height: 800, zoom: 2 }],
];

/** Zooms a tab of the extension, and with it every other page of the extension, the toolbar popup included. */
export const setZoom = (page: Page, factor: number): Promise<void> =>
  page.evaluate(async (to) => {
    const tab = await chrome.tabs.getCurrent();
    await chrome.tabs.setZoom(tab.id, to);
  }, factor);

/** Gives the page a window of this size, and really zooms it: the browser is asked, not the viewport made smaller. */
export const layOut = async (page: Page, { width, height, zoom }: Layout): Promise<void> => {
  // Firefox waits for a window of the wished size, which a zoomed page never has.
  await setZoom(page, 1);
  await page.setViewport({ width, height });
  await setZoom(page, zoom);
  await page.waitForFunction((wished) => Math.abs(innerWidth - wished) <= 1, {}, width / zoom);
};

/** What sticks out of the window sideways, so that the page would have to be scrolled to be read; empty for a good page. */
export const findSideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5);
    const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    return [`${scrollWidth} > ${clientWidth}`, ...innermost.map((element) => element.outerHTML.slice(0, 120))];
  });
