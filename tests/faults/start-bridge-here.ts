import type { Report } from '../../bridge/src/async/report.ts';
import { connectBridge } from '../../bridge/src/cli/connect-bridge.ts';
import { foldersFor } from '../../bridge/src/main/config.ts';
import { startBridge } from '../../bridge/src/main/start-bridge.ts';
import type { BridgeOptions } from '../../bridge/src/main/bridge-options.ts';

/**
 * A bridge within this process, on a data folder that is kept: for faults that need no process of their own. Throws what it does not start
 * for.
 */
export const startBridgeHere = async (dataDir: string, options: Partial<BridgeOptions> = {}) => {
  const reported: string[] = [];
  const folders = foldersFor(dataDir);
  const report: Report = (problem, error) => void reported.push(error instanceof Error ? `${problem}: ${error.message}` : problem);
  const started = await startBridge({ folders, ports: [0], ca: [], connectTo: [], report, ...options });
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  const connected = await connectBridge(folders.store);
  if (!connected.ok) throw new Error(connected.failure.kind);
  const { close, isDamaged, port, createPairingCode } = started.value;
  return { call: connected.value, reported, isDamaged, port, createPairingCode, stop: close, [Symbol.asyncDispose]: close };
};
