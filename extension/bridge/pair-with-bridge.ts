import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { decideBridgeState } from '@kurrier/shared/bridge/bridge-state';
import { storageProblems, type StorageProblem } from '@kurrier/shared/bridge/storage-problem';
import { importSecret } from '@kurrier/shared/channel/box';
import { toHex } from '@kurrier/shared/channel/bytes';
import { createHttp } from '@kurrier/shared/channel/http';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { readPairingCode } from '@kurrier/shared/channel/pairing-code';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { StoredCredential } from './credential-store.ts';
import { bridgesAmong, toProbe, type PortAnswer } from './find-bridges.ts';

export interface PairDeps {
  hasPermission: () => Promise<boolean>;
  askPorts: () => Promise<PortAnswer[]>;
  keepCredential: (credential: StoredCredential) => Promise<void>;
  /** Under which the bridge lists this browser. */
  deviceName: string;
}

interface FoundBridge {
  bridgeId: string;
  port: number;
}

const pairTimeoutMs = 5000;

/** Everything that could be the bridge to pair with; which one it is, only the code can prove. */
export const findBridges = async ({ hasPermission, askPorts }: PairDeps): Promise<Outcome<FoundBridge[], BridgeProblem>> => {
  const isPermitted = await hasPermission();
  const answers = isPermitted ? await askPorts() : [];
  // As if this browser were paired with none: a bridge that it could be paired with makes pairing the next step.
  const state = decideBridgeState({ hasPermission: isPermitted, isPaired: false, probes: answers.map(toProbe) });
  if (!state.ok && state.failure !== 'not-paired') return state;
  return succeed(bridgesAmong(answers).map(({ port, found }) => ({ port, bridgeId: spellBridgeId(toHex(found.bridgeId)) })));
};

/** Pairs with the one bridge that showed the code, whichever port it is on; the others learn nothing of it. */
export const pairByCode = async (pasted: string, deps: PairDeps): Promise<Outcome<FoundBridge, 'shape' | 'refused' | StorageProblem>> => {
  const code = readPairingCode(pasted);
  if (code === null) return fail('shape');
  for (const { port } of bridgesAmong(await deps.askPorts())) {
    const paired = await pairWith(createHttp({ port, timeoutMs: pairTimeoutMs }), code, deps.deviceName);
    if (!paired.ok && paired.failure === 'not-made') return fail(storageProblems.find((problem) => problem === paired.reason) ?? 'refused');
    if (!paired.ok) continue;
    const { deviceId, bridgeId, deviceKey } = paired.value;
    await deps.keepCredential({ deviceId, bridgeId, deviceKey: await importSecret(deviceKey) });
    return succeed({ bridgeId: spellBridgeId(toHex(bridgeId)), port });
  }
  return fail('refused');
};

/** The start of a bridge's id, as the bridge shows it beside a pairing code. */
const spellBridgeId = (id: string): string => id.slice(0, 8);
