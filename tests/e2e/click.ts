import type { ElementHandle, Page } from 'puppeteer-core';
import { hangMs } from '../setup/hang-ms.ts';

/**
 * Clicks what the selector finds with the mouse, in the middle of the window: at its edges are bars that stay. What moves just then is missed;
 * it is clicked again, as a person would, until the click has arrived or the element is gone.
 */
export const click = async (page: Page, selector: string): Promise<void> => {
  const deadline = Date.now() + hangMs;
  for (;;) {
    const element = await page.waitForSelector(selector);
    if (!element) throw new Error(`nothing to click: ${selector}`);
    await watch(element);
    await page.locator(selector).click();
    if (await hasArrived(element)) return;
    if (Date.now() > deadline) throw new Error(`each click missed: ${selector}`);
  }
};

const watch = (element: ElementHandle): Promise<void> =>
  element.evaluate((found) => {
    found.scrollIntoView({ block: 'center' });
    found.addEventListener('click', () => ((found as Clicked).wasClicked = true), { capture: true, once: true });
    (found as Clicked).wasClicked = false;
  });

/** An element that is no longer there, nor its page, was clicked, or somebody else's turn came: then the selector's next one was. */
const hasArrived = (element: ElementHandle): Promise<boolean> =>
  element.evaluate((found) => (found as Clicked).wasClicked || !found.isConnected).catch(() => true);

type Clicked = Element & { wasClicked: boolean };
