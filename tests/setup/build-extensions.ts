import { buildExtension } from '../browser/build-extension.ts';
import { keepFirefoxProfile } from '../browser/firefox-profile.ts';

/** Makes what the tests in browsers load, before any of them: two that need the same build at once would each make it. */
for (const kind of [{ browser: 'chrome' }, { browser: 'firefox' }, { browser: 'chrome', mode: 'development' }] as const)
  (await buildExtension({ ports: [1], ...kind }))[Symbol.dispose]();
await keepFirefoxProfile();
