import { browser } from 'wxt/browser';

const key = 'extras';

/** What was switched on, as it is kept; null where nothing ever was. */
export const readExtras = async <Options>(): Promise<Options | null> => {
  const { [key]: kept } = await browser.storage.local.get<Record<string, Options>>(key);
  return kept ?? null;
};

export const keepExtras = async (options: object): Promise<void> => {
  await browser.storage.local.set({ [key]: options });
};

/** Calls with what is kept whenever it changes, in whatever page or worker. */
export const watchExtras = (onChange: (options: unknown) => void): void => {
  browser.storage.local.onChanged.addListener((changes) => {
    const changed = changes[key];
    if (changed?.newValue) onChange(changed.newValue);
  });
};
