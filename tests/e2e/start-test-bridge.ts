import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Call } from '@kurrier/shared/bridge/call';
import { connectBridge } from '../../bridge/src/cli/connect-bridge.ts';
import { foldersFor } from '../../bridge/src/main/config.ts';
import { startBridge, type Bridge } from '../../bridge/src/main/start-bridge.ts';
import type { BridgeOptions } from '../../bridge/src/main/bridge-options.ts';

export interface TestBridge extends AsyncDisposable {
  port: number;
  bridgeId: string;
  createPairingCode: () => Promise<string>;
  /** Calls as the command line does. */
  call: () => Promise<Call>;
  /** What went wrong inside; empty in a good run. */
  problems: string[];
  stop: () => Promise<void>;
  /** Starts it again over the same data, on the same port. */
  start: () => Promise<void>;
}

export interface TestBridgeOptions {
  port?: number;
  ca?: readonly string[];
  /** `HOST:PORT:ADDRESS:PORT`, as curl's `--connect-to`. */
  connectTo?: readonly string[];
  /** Where discovery asks in place of the usual places. */
  discovery?: BridgeOptions['discovery'];
}

/** A DNS server that does not answer: a test that looks up nothing must not ask the world. */
const noDiscovery = { resolver: '127.0.0.1:9' };

/** Whatever mail servers run on the computer of the tests are not there for them; a test that wants one says where. */
const noLocalServers = [1143, 1025, 993, 143, 465, 587].map((port) => `127.0.0.1:${port}:127.0.0.1:9`);

/** A bridge in this process over a throw-away data folder. */
export const startTestBridge = async ({
  port = 0,
  ca = [],
  connectTo = [],
  discovery = noDiscovery,
}: TestBridgeOptions = {}): Promise<TestBridge> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-data-'));
  const problems: string[] = [];
  const start = async (onPort: number): Promise<Bridge> => {
    const started = await startBridge({
      folders: foldersFor(dataDir),
      ports: [onPort],
      ca,
      connectTo: [...noLocalServers, ...connectTo],
      discovery,
      report: (problem) => problems.push(problem),
    });
    if (!started.ok) throw new Error(`the bridge did not start: ${started.failure.kind}`);
    return started.value;
  };
  let bridge = await start(port);
  let isRunning = true;
  const stop = async () => {
    if (isRunning) await bridge.close();
    isRunning = false;
  };
  const { port: listening, bridgeId } = bridge;
  return {
    port: listening,
    bridgeId,
    problems,
    call: async () => {
      const connected = await connectBridge(foldersFor(dataDir).store);
      if (!connected.ok) throw new Error(`cannot call the bridge: ${connected.failure.kind}`);
      return connected.value;
    },
    createPairingCode: async () => (await bridge.createPairingCode()).code,
    stop,
    start: async () => {
      if (isRunning) return;
      bridge = await start(listening);
      isRunning = true;
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
