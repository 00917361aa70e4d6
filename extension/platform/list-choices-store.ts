import { browser } from 'wxt/browser';

const key = 'list';

/** Keeps how a person wants lists of messages to be shown. */
export const keepListChoices = (choices: { isGrouped: boolean }): Promise<void> => browser.storage.local.set({ [key]: choices });

/** What was kept, as far as it is what this version keeps. */
export const readListChoices = async (): Promise<{ isGrouped: boolean }> => {
  const { [key]: kept } = await browser.storage.local.get<Record<string, unknown>>(key);
  return { isGrouped: typeof kept === 'object' && kept !== null && 'isGrouped' in kept && kept.isGrouped === true };
};
