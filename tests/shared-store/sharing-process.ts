import { readFileSync } from 'node:fs';
import { foldersFor } from '../../bridge/src/main/config.ts';
import { startBridge } from '../../bridge/src/main/start-bridge.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';

/**
 * A bridge on a shared store as a process that can be stopped and killed: DATA URI KEYFILE LEASE ROUND CAFILE. Says `ready` when it answers.
 */
const [dataDir = '', uri = '', keyFile = '', leaseMs, roundMs, caFile = ''] = process.argv.slice(2);

const started = await startBridge({
  folders: foldersFor(dataDir),
  ports: [0],
  ca: caFile === '' ? [] : [readFileSync(caFile, 'utf8')],
  connectTo: [],
  store: { target: parseStoreUri(uri, [], 2_000)!, keyFile, leaseMs: Number(leaseMs), roundMs: Number(roundMs) },
  report: (problem, error) => console.error(problem, error instanceof Error ? error.message : ''),
});
if (!started.ok) throw new Error(JSON.stringify(started.failure));
console.log('ready');
