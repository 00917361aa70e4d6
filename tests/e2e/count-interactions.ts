import type { Page } from 'puppeteer-core';

/** Counts from now on what a person does on a page: each press on a control, and each field that is typed or pasted into. Lasts until the page is left. */
export const countInteractions = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const root = document.documentElement;
    const filled = new Set<EventTarget>();
    const count = () => (root.dataset['interactions'] = String(Number(root.dataset['interactions'] ?? 0) + 1));
    // A press that lands beside a control, because that has just moved, does nothing.
    const isOnControl = (target: EventTarget | null) =>
      target instanceof Element && target.closest('a, button, summary, label, input, select') !== null;
    addEventListener('click', (event) => event.isTrusted && isOnControl(event.target) && count(), true);
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
