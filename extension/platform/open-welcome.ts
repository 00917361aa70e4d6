import { browser } from 'wxt/browser';

/** Opens the welcome page for somebody who has just installed the extension; whoever loaded it from a folder knows where it is. */
export const openWelcome = async (): Promise<void> => {
  const { installType } = await browser.management.getSelf();
  if (installType !== 'development') await browser.tabs.create({ url: '/options.html#/welcome' });
};
