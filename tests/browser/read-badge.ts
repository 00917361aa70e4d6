import type { Page } from 'puppeteer-core';

/** What stands on the toolbar button as soon as its text is the wished one, asked from within a document of the extension. */
export const readBadge = async (page: Page, text: string): Promise<{ text: string; title: string }> => {
  await page.waitForFunction(async (wished) => (await chrome.action.getBadgeText({})) === wished, { polling: 50 }, text);
  return { text, title: await page.evaluate(() => chrome.action.getTitle({})) };
};

/**
 * The same, for what only the worker's alarm brings about: it is let go off at once, again and again, since a worker that just hears of
 * the end of its call does not listen to it. Fails where there is no alarm.
 */
export const readBadgeByAlarm = async (page: Page, text: string): Promise<{ text: string; title: string; periodInMinutes: number }> => {
  const [{ name, periodInMinutes }] = await page.evaluate(() => chrome.alarms.getAll());
  await page.waitForFunction(
    async (wished, alarm, period) => {
      if ((await chrome.action.getBadgeText({})) === wished) return true;
      await chrome.alarms.create(alarm, { when: Date.now(), periodInMinutes: period });
      return false;
    },
    { polling: 250 },
    text,
    name,
    periodInMinutes,
  );
  return { ...(await readBadge(page, text)), periodInMinutes };
};
