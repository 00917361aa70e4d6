import { describe } from 'vitest';
import { buildExtension } from './build-extension.ts';
import type { BrowserOptions, ExtensionBrowser } from './extension-browser.ts';
import { giveOptional } from './give-optional.ts';
import { openChromium } from './open-chromium.ts';
import { openFirefox } from './open-firefox.ts';

export type BrowserName = 'Chromium' | 'Firefox';

/** The same scenario in each of the two real browsers: `inEachBrowser('%s: …', (name) => { beforeAll(…); test(…); })`. */
export const inEachBrowser = describe.each<BrowserName>(['Chromium', 'Firefox']);

/** A browser with the extension in it, which looks for its bridge on these ports. To start one takes seconds: one for a file is enough. */
export const openBrowser = async (name: BrowserName, ports: readonly number[], options?: BrowserOptions): Promise<ExtensionBrowser> => {
  const isFirefox = name === 'Firefox';
  const extension = await buildExtension({ ports, browser: isFirefox ? 'firefox' : 'chrome' });
  if (options?.grant) giveOptional(extension.dir, options.grant);
  const browser = await (isFirefox ? openFirefox(extension.dir, options) : openChromium(extension.dir, options));
  return {
    ...browser,
    // Chromium reads the files of an unpacked extension whenever a page asks for one.
    [Symbol.asyncDispose]: async () => {
      await browser[Symbol.asyncDispose]();
      extension[Symbol.dispose]();
    },
  };
};
