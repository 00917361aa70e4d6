import { browser } from 'wxt/browser';

const key = 'sender-settings';

/** Keeps what a person signs messages with. */
export const keepSenderSettings = (settings: object): Promise<void> => browser.storage.local.set({ [key]: settings });

/** What was kept, of whatever version; null where there is nothing. */
export const readSenderSettings = async (): Promise<unknown> => {
  const { [key]: kept } = await browser.storage.local.get<Record<string, unknown>>(key);
  return kept ?? null;
};
