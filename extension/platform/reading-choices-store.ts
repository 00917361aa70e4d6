import { browser } from 'wxt/browser';

const key = 'reading';

/** Keeps how a person wants mail to be shown. */
export const keepReadingChoices = (choices: object): Promise<void> => browser.storage.local.set({ [key]: choices });

/** What was kept, of whatever version; null where there is nothing. */
export const readReadingChoices = async (): Promise<unknown> => {
  const { [key]: kept } = await browser.storage.local.get<Record<string, unknown>>(key);
  return kept ?? null;
};
