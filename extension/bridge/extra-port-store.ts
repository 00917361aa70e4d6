import { browser } from 'wxt/browser';

const key = 'extraPort';

/** The port that this browser looks for a bridge on beside the usual ones; null where there is none. */
export const readExtraPort = async (): Promise<number | null> => {
  const { [key]: port } = await browser.storage.local.get<Record<string, unknown>>(key);
  return typeof port === 'number' ? port : null;
};

export const keepExtraPort = async (port: number | null): Promise<void> => {
  if (port === null) await browser.storage.local.remove(key);
  else await browser.storage.local.set({ [key]: port });
};
