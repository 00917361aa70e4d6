import type { Page } from 'puppeteer-core';

/** Counts from now on what a person does on a page: each press, and each field that is typed or pasted into. Lasts until the page is left. */
export const countInteractions = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const root = document.documentElement;
    const filled = new Set<EventTarget>();
    const count = () => (root.dataset['interactions'] = String(Number(root.dataset['interactions'] ?? 0) + 1));
    addEventListener('click', (event) => event.isTrusted && count(), true);
    addEventListener(
      'input',
      ({ target }) => {
        if (!target || filled.has(target)) return;
        filled.add(target);
        count();
      },
      true,
    );
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset['interactions'] ?? 0));
};
