import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bridgeOptions, toBridgeOptions } from '../bridge-options.ts';
import { exitCode, type Command } from '../command.ts';
import { DevtoolsError } from '../browser/devtools-pipe.ts';
import { findBrowsers, hasDisplay } from '../browser/find-browsers.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { offerPairing, runBridge, runUntilStopped } from '../run-bridge.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const extensionDir = path.join(root, '.output/chrome-mv3');

/** `npm start`: builds the extension, runs the bridge, opens a browser with the extension, and says what comes next. */
export const start: Command = {
  summary: 'builds the extension, runs the bridge and opens a browser with both',
  usage: '[--no-browser] [--data DIR] [--port N] [--ca FILE]',
  async run(args) {
    const { values } = parseArgs({ args, allowNegative: true, options: { ...bridgeOptions, browser: { type: 'boolean', default: true } } });
    const options = toBridgeOptions(values);
    if ((await buildExtension()) !== 0) return exitCode.failed;
    const bridge = await runBridge(options);
    if (!bridge) return exitCode.failed;
    const page = values.port === undefined ? 'options.html' : `options.html?port=${bridge.port}`;
    const opened = values.browser && (await openAnyBrowser(path.join(options.folders.store, 'browser'), page));
    await offerPairing(bridge, values.data);
    if (!opened) console.log(`\n${values.browser ? whyNoBrowser() : 'The extension is built.'}\n${stepsByHand}`);
    if (!opened && values.port !== undefined)
      console.log(`It does not look on port ${bridge.port} by itself: enter that in its Dashboard, under Settings.`);
    console.log('\nCtrl+C stops the bridge.');
    await runUntilStopped(bridge);
    return exitCode.ok;
  },
};

const stepsByHand = `To load it: open chrome://extensions, switch on “Developer mode”, press “Load unpacked” and choose
  ${extensionDir}
In Firefox: open about:debugging#/runtime/this-firefox, press “Load Temporary Add-on” and choose
  ${path.join(root, '.output/firefox-mv3/manifest.json')} (npm run build makes it)
Then press the Kurrier icon in the toolbar.`;

const whyNoBrowser = (): string =>
  hasDisplay() ? 'No browser here took the extension.' : 'There is no display here, so no browser was opened.';

const buildExtension = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const wxt = path.join(root, 'node_modules/wxt/bin/wxt.mjs');
    spawn(process.execPath, [wxt, 'build', '--level', 'warn'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      .on('error', reject)
      .on('exit', (code) => resolve(code ?? 1));
  });

/** Tries one browser after the other, each with a profile below the data folder, never the everyday one. */
const openAnyBrowser = async (profileDir: string, page: string): Promise<boolean> => {
  if (!hasDisplay()) return false;
  for (const executable of findBrowsers()) {
    try {
      await openBrowser({ executable, profileDir, extensionDir, page });
      console.log(`Kurrier is open in ${path.basename(executable)}, in a profile of its own.`);
      return true;
    } catch (error) {
      if (!(error instanceof DevtoolsError)) throw error;
      console.error(`${path.basename(executable)}: ${error.message}`);
    }
  }
  return false;
};
