import { distribution } from '@kurrier/shared/bridge/distribution';

/**
 * Whether a browser started this host for our extension. Chromium's name the origin first, `chrome-extension://ID/`; Firefox names the
 * manifest's file first and the extension's id second. A browser checks that itself; one that does not, and whoever starts the host by hand
 * or for another extension, is refused here, too.
 */
export const isOurExtension = (args: readonly string[]): boolean =>
  args[0] === `chrome-extension://${distribution.extension.chromium}/` || (args.length >= 2 && args[1] === distribution.extension.firefox);
