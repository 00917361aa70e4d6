import { spellPairingCode } from '@kurrier/shared/channel/pairing-code';
import { dataTooNewWords, devicesBrokenWords, describeStorageProblem } from '@kurrier/shared/words/command-line';
import { keyFileWords, lockWords } from '@kurrier/shared/words/vault';
import type { BridgeOptions } from '../main/bridge-options.ts';
import { startBridge, type Bridge, type StartFailure } from '../main/start-bridge.ts';
import { describeRunning } from './describe-running.ts';

/** Starts a bridge and says on standard output where it is; null, explained on standard error, where it did not start. */
export const runBridge = async (options: BridgeOptions): Promise<Bridge | null> => {
  const started = await startBridge(options);
  if (!started.ok) {
    console.error(`kurrier: ${explain(started.failure)}`);
    return null;
  }
  const bridge = started.value;
  console.log(`The bridge ${bridge.bridgeId.slice(0, 8)} is running on 127.0.0.1:${bridge.port}.`);
  const vault = bridge.vault.state();
  if (bridge.isDamaged) console.log(describeStorageProblem('store-damaged'));
  else if (vault.state === 'locked')
    console.log(
      `${lockWords[vault.reason].replaceAll('{path}', () => vault.path)}\nThe extension asks for what it needs; here it is opened by\n  npm run -s kurrier -- unlock`,
    );
  if (bridge.newKeyFile !== null) console.log(keyFileWords(bridge.newKeyFile));
  return bridge;
};

/** Shows a pairing code where no browser is paired yet. `dataDir` is what `--data` said: whoever makes a new code has to say it, too. */
export const offerPairing = async (bridge: Bridge, dataDir: string | undefined): Promise<void> => {
  if (bridge.pairedDevices() > 0) return;
  const { code, expiresAt } = await bridge.createPairingCode();
  console.log(`\nPairing code: ${spellPairingCode(code)}`);
  const command = `npm run -s kurrier -- pair${dataDir === undefined ? '' : ` --data ${dataDir}`}`;
  console.log(`Paste it into the extension by ${clockTime(new Date(expiresAt))}. This makes a new one:\n  ${command}`);
};

/** Without the tables of Intl, which cost a start more than everything else that it says. */
const clockTime = (time: Date): string => time.toTimeString().slice(0, 'hh:mm'.length);

/** Resolves when the person or the system ends the process; then closes the bridge. */
export const runUntilStopped = async (bridge: Bridge): Promise<void> => {
  await waitForSignal();
  await bridge.close();
};

/** Resolves when the person or the system ends the process. */
export const waitForSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

const explain = (failure: StartFailure): string => {
  switch (failure.kind) {
    case 'running':
      return describeRunning(failure);
    case 'no-free-port':
      return 'every port that a bridge may use is taken; stop one of the programs there, or choose a port with --port';
    case 'not-private':
      return `others can reach ${failure.path}; this mends it: ${failure.mend}`;
    case 'devices-broken':
      return devicesBrokenWords(failure.path);
    case 'data-too-new':
      return dataTooNewWords(failure);
    case 'storage':
      return `${describeStorageProblem(failure.problem)} (${failure.detail})`;
  }
};
