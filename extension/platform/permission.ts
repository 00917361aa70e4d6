import { browser } from 'wxt/browser';

/** The one host that the extension talks to. */
const bridgeOrigins = { origins: ['http://127.0.0.1/*'] };

/** Whether the browser lets the extension call 127.0.0.1; people can withdraw it at any time. */
export const hasPermission = (): Promise<boolean> => browser.permissions.contains(bridgeOrigins);

/** Asks the person for it; works only from within a click. */
export const requestPermission = (): Promise<boolean> => browser.permissions.request(bridgeOrigins);

/** Asks the person for the permission to speak to the program on this computer; works only from within a click. */
export const requestNativePermission = async (): Promise<boolean> => {
  try {
    return await browser.permissions.request({ permissions: ['nativeMessaging'] });
  } catch {
    // An enterprise policy, or a browser that took the click for none.
    return false;
  }
};
