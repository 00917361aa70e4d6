import { browser } from 'wxt/browser';

/** The one host that the extension talks to. */
const bridgeOrigins = { origins: ['http://127.0.0.1/*'] };

/** Whether the browser lets the extension call 127.0.0.1; people can withdraw it at any time. */
export const hasPermission = (): Promise<boolean> => browser.permissions.contains(bridgeOrigins);

/** Asks the person for it; works only from within a click. */
export const requestPermission = (): Promise<boolean> => browser.permissions.request(bridgeOrigins);
