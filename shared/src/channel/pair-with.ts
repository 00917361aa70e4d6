import { encodeText, type Bytes } from './bytes.ts';
import { identifyBridge } from './identify-bridge.ts';
import type { Http } from './http.ts';
import { parseObject } from './json.ts';
import { startPairing, type PairedDevice } from './pairing.ts';

export type PairingOutcome =
  | { ok: true; value: PairedDevice & { bridgeId: Bytes } }
  /** `refused`: the port does not know the code (used, expired, mistyped), or is not the bridge that showed it. */
  | { ok: false; failure: 'not-reachable' | 'other-program' | 'refused' }
  /** The bridge took the code and could not make a device of it; the code stays good. `reason` is its own name for what is in the way. */
  | { ok: false; failure: 'not-made'; reason: string };

/**
 * Pairs with the bridge behind `http`, by the code that it showed (as `readPairingCode` gives it). Success proves that the
 * other side holds the code too. The device lasts only once it has made its first call.
 */
export const pairWith = async (http: Http, code: string, name: string): Promise<PairingOutcome> => {
  const found = await identifyBridge(http);
  if (found === 'no-answer') return { ok: false, failure: 'not-reachable' };
  if (found === 'stranger') return { ok: false, failure: 'other-program' };
  const { request, open, openFailure } = await startPairing(code, found, name);
  const answer = await http({ path: '/pair', body: encodeText(JSON.stringify(request)) });
  if (!answer) return { ok: false, failure: 'not-reachable' };
  if (answer.status !== 200) return { ok: false, failure: 'refused' };
  const body = parseObject(answer.body);
  const device = await open(body);
  const reason = device ? null : await openFailure(body);
  if (reason !== null) return { ok: false, failure: 'not-made', reason };
  return device ? { ok: true, value: { ...device, bridgeId: found.bridgeId } } : { ok: false, failure: 'refused' };
};
