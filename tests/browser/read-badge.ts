import type { Page } from 'puppeteer-core';

/** What stands on the toolbar button as soon as its text is the wished one, asked from within a document of the extension. */
export const readBadge = async (page: Page, text: string, timeoutMs = 20_000): Promise<{ text: string; title: string }> => {
  const options = { timeout: timeoutMs, polling: 50 };
  await page.waitForFunction(async (wished) => (await chrome.action.getBadgeText({})) === wished, options, text);
  return { text, title: await page.evaluate(() => chrome.action.getTitle({})) };
};
