import type { DemoState } from '@kurrier/shared/api/demo';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { watchdogWords } from '@kurrier/shared/words/command-line';
import { createLazyPart, type Part } from '../async/lazy-part.ts';
import { createBridgeServer } from '../http/create-bridge-server.ts';
import type { EndpointTable } from '../http/endpoint-table.ts';
import { noteWork } from '../net/current-work.ts';
import { pairCommandLine } from '../pairing/command-line-device.ts';
import { createAnswerPairing } from '../pairing/answer-pairing.ts';
import { createPairingCodes } from '../pairing/pairing-codes.ts';
import type { VaultSlot } from '../vault/lockable-vault.ts';
import type { UseCases } from './assemble-use-cases.ts';
import type { BridgeOptions } from './bridge-options.ts';
import { explainError } from './explain-error.ts';
import { openData, type DataFailure, type OpenedData } from './data/open-data.ts';
import { refuseStorage } from './data/refuse-storage.ts';
import { startWatchdog } from './watchdog.ts';

/** Why a bridge did not start. */
export type StartFailure = DataFailure | { kind: 'no-free-port' };

export interface Bridge {
  port: number;
  bridgeId: string;
  vault: Pick<VaultSlot, 'state'>;
  /** The accounts cannot be read: the bridge does nothing but say so. */
  isDamaged: boolean;
  /** Where the key of a vault that was made now is kept, if not in the system's keyring. */
  newKeyFile: string | null;
  /** How many browsers are paired. */
  pairedDevices: () => number;
  createPairingCode: () => Promise<{ code: string; expiresAt: number }>;
  startDemo: () => Promise<DemoState>;
  close: () => Promise<void>;
}

/** Assembles a bridge and lets it listen. What stands behind the sealed channel is loaded after that, so that it delays no answer. */
export const startBridge = async (options: BridgeOptions): Promise<Outcome<Bridge, StartFailure>> => {
  const data = await openData(options.folders, options.report, options.store);
  if (!data.ok) return data;
  try {
    return await runOn(data.value, options);
  } catch (error) {
    await data.value.close().catch((second: unknown) => options.report('the data could not be closed', second));
    return refuseStorage(error);
  }
};

const runOn = async (data: OpenedData, options: BridgeOptions): Promise<Outcome<Bridge, StartFailure>> => {
  const { folders, report } = options;
  const reportError = (error: unknown) => report('something failed that nobody waited for', error);
  const { devices, bridgeId, lock, isDamaged, vault } = data;
  const pairingCodes = createPairingCodes();
  const commandLine = pairCommandLine(folders.store, devices);
  let port = 0;
  const useCases = createLazyPart(async () => {
    const { assembleUseCases } = await import('./assemble-use-cases.ts');
    // Nothing else changes an account.
    data.keepBackup();
    return assembleUseCases({ data, options, pairingCodes, commandLineId: await commandLine, port: () => port });
  });
  const server = createBridgeServer({
    endpoints: { call: callWhenLoaded(useCases, reportError) },
    devices,
    bridgeId: devices.bridgeId,
    pair: createAnswerPairing({ codes: pairingCodes, devices, report: reportError }),
    isLocked: vault.isLocked,
    explain: explainError,
    onCall: () => noteWork(watchdogWords.call),
    trace: ({ endpoint, tookMs, requestBytes, answerBytes, outcome }) =>
      options.trace?.(`${endpoint} ${outcome} ${tookMs.toFixed(1)} ms, ${requestBytes} B in, ${answerBytes} B out`),
    report: reportError,
  });
  // Neither waits for the other; the port is not told to the command line before it is paired.
  const [listened, paired] = await Promise.allSettled([server.listen(options.ports), commandLine]);
  if (listened.status === 'rejected') throw listened.reason;
  const listening = listened.value;
  if (!listening.ok) {
    await data.close();
    return fail({ kind: 'no-free-port' });
  }
  port = listening.value.port;
  const watchdog = startWatchdog(folders.store);
  const close = async (): Promise<void> => {
    await watchdog.stop();
    await server.close();
    await useCases.close();
    await data.close();
  };
  try {
    if (paired.status === 'rejected') throw paired.reason;
    await lock.publish({ port, bridgeId });
  } catch (error) {
    await close();
    throw error;
  }
  // Without an account there is nothing to do before somebody calls, or another bridge adds one.
  if (data.place || (await data.hasAccounts())) useCases.load().catch(reportError);
  return succeed({
    port,
    bridgeId,
    vault,
    isDamaged,
    newKeyFile: data.newKeyFile,
    pairedDevices: () => devices.list().length,
    createPairingCode: pairingCodes.create,
    startDemo: async () => (await useCases.load()).startDemo(),
    close,
  });
};

/** Calls what may have to be loaded first; a load that fails is an answer, and tried again by the next call. */
const callWhenLoaded =
  ({ load }: Pick<Part<UseCases>, 'load'>, report: (error: unknown) => void): EndpointTable['call'] =>
  async (...called) => {
    try {
      return await (await load()).call(...called);
    } catch (error) {
      report(error);
      return fail(explainError(error));
    }
  };
