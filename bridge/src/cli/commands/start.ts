import path from 'node:path';
import { parseArgs } from 'node:util';
import { vaultState } from '@kurrier/shared/api/vault';
import { startWords as words } from '@kurrier/shared/words/command-line';
import { findHolder } from '../../files/lock-file.ts';
import { bridgeOptions, toBridgeOptions } from '../parse-bridge-options.ts';
import { buildExtension, extensionDir } from '../browser/build-extension.ts';
import { DevtoolsError } from '../browser/devtools-pipe.ts';
import { findBrowsers, hasDisplay } from '../browser/find-browsers.ts';
import { openBrowser, type OpenedBrowser } from '../browser/open-browser.ts';
import { reopenWindow } from '../browser/reopen-window.ts';
import { exitCode, type Command } from '../command.ts';
import { connectBridge } from '../connect-bridge.ts';
import { showDemo } from '../show-demo.ts';
import { offerPairing, runBridge, runUntilStopped, waitForSignal } from '../run-bridge.ts';

const firefoxManifest = path.resolve(extensionDir, '../firefox-mv3/manifest.json');

/**
 * `npm start`: builds the extension, runs the bridge, opens a browser with the extension, and says what comes next. Where the bridge runs
 * already it opens the window again: one that was closed has no other way back.
 */
export const start: Command = {
  summary: 'builds the extension, runs the bridge and opens a browser with both; where it runs already, opens the browser again',
  usage: '[--demo] [--no-browser] [--data DIR] [--port N] [--ca FILE]',
  async run(args) {
    const { values } = parseArgs({ args, allowNegative: true, options: { ...bridgeOptions, browser: { type: 'boolean', default: true } } });
    const options = toBridgeOptions(values);
    const { store } = options.folders;
    const profileDir = path.join(store, 'browser');
    const pageFor = (port: number) => (values.port === undefined ? 'options.html' : `options.html?port=${port}`);
    const held = await findHolder(path.join(store, 'bridge.lock'));
    // Nothing is built beside a bridge that runs: its browser reads the files.
    if (held?.lock && (await answers(store))) return openAgain(profileDir, pageFor(held.lock.port), held.lock.port, values.browser);
    if (!held && !(await buildExtension())) return exitCode.failed;
    const bridge = await runBridge(options);
    if (!bridge) return exitCode.failed;
    const opened = values.browser ? await openAnyBrowser(profileDir, pageFor(bridge.port)) : null;
    if (values.demo) await showDemo(bridge);
    await offerPairing(bridge, values.data);
    if (!opened) console.log(`\n${values.browser ? whyNoBrowser() : words.built}\n${words.byHand(extensionDir, firefoxManifest)}`);
    if (!opened && values.port !== undefined) console.log(words.namePort(bridge.port));
    console.log(`\n${opened ? words.stopsBoth : words.stops}`);
    await runUntilStopped(bridge);
    // Its pipe would keep this process, and this process its pipe.
    opened?.process.kill();
    return exitCode.ok;
  },
};

const answers = async (store: string): Promise<boolean> => {
  const connected = await connectBridge(store);
  return connected.ok && (await connected.value(vaultState, {})).ok;
};

/** The bridge belongs to another process, and goes on whatever becomes of this one. */
const openAgain = async (profileDir: string, page: string, port: number, wantsBrowser: boolean): Promise<number> => {
  console.log(words.runsAlready(port));
  const [executable] = hasDisplay() && wantsBrowser ? findBrowsers() : [];
  if (executable && reopenWindow({ executable, profileDir, page })) {
    console.log(words.openAgain(path.basename(executable)));
    return exitCode.ok;
  }
  const opened = executable ? await openAnyBrowser(profileDir, page) : null;
  if (!opened) {
    console.log(`${wantsBrowser ? `${whyNoBrowser()}\n` : ''}${words.byHand(extensionDir, firefoxManifest)}`);
    return exitCode.ok;
  }
  console.log(`\n${words.closesBrowser}`);
  const isClosed = new Promise<void>((resolve) => opened.process.once('exit', () => resolve()));
  await Promise.race([isClosed, waitForSignal()]);
  opened.process.kill();
  return exitCode.ok;
};

const whyNoBrowser = (): string => (hasDisplay() ? words.noBrowser : words.noDisplay);

/**
 * Tries one browser after the other, each with a profile below the data folder, never the everyday one; null where none takes the
 * extension.
 */
const openAnyBrowser = async (profileDir: string, page: string): Promise<OpenedBrowser | null> => {
  if (!hasDisplay()) return null;
  for (const executable of findBrowsers()) {
    try {
      const opened = await openBrowser({ executable, profileDir, extensionDir, page });
      console.log(words.open(path.basename(executable)));
      return opened;
    } catch (error) {
      if (!(error instanceof DevtoolsError)) throw error;
      console.error(`${path.basename(executable)}: ${error.message}`);
    }
  }
  return null;
};
