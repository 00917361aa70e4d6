import { toHex, type Bytes } from './bytes.ts';
import { identifyBridge } from './identify-bridge.ts';
import type { Payload } from './frame.ts';
import type { Http } from './http.ts';
import { openAnswer, sealCall, type BridgeStart, type ChannelKeys } from './seal.ts';

/** What a paired device keeps; the keys come from `deriveChannelKeys`. */
export interface DeviceCredential {
  deviceId: Bytes;
  bridgeId: Bytes;
  keys: ChannelKeys;
}

export type ExchangeOutcome = { ok: true; value: Payload } | { ok: false; failure: 'not-reachable' | 'not-trustworthy' };

/**
 * Carries payloads to the paired bridge behind `http`. Whatever answers there, the value is what the bridge sealed for
 * this very call, or a failure: `not-reachable` where nothing answers, `not-trustworthy` for every other answer.
 * A bridge that was restarted is asked for its new start, once; a call never runs twice, being bound to one start.
 */
export const createSealedTransport = ({
  http,
  credential,
  now = Date.now,
}: {
  http: Http;
  credential: DeviceCredential;
  now?: () => number;
}) => {
  const { deviceId, keys, bridgeId } = credential;
  let start: BridgeStart | undefined;

  const findStart = async (): Promise<BridgeStart | 'not-reachable' | 'not-trustworthy'> => {
    const found = await identifyBridge(http);
    if (found === 'no-answer') return 'not-reachable';
    // The id is the paired bridge's, whatever is claimed: a box for it opens nowhere else.
    return found === 'stranger' ? 'not-trustworthy' : { bridgeId, boot: found.boot };
  };

  const exchange = async (payload: Payload): Promise<ExchangeOutcome> => {
    const known = start;
    let used = known ?? (await findStart());
    for (;;) {
      if (typeof used === 'string') return { ok: false, failure: used };
      const { frame, header } = await sealCall(keys, used, { deviceId, at: now() }, payload);
      const answer = await http({ path: '/call', body: frame });
      if (!answer) return { ok: false, failure: 'not-reachable' };
      const opened = answer.status === 200 ? await openAnswer(keys, used, header, answer.body) : null;
      if (opened) {
        start = used;
        return { ok: true, value: opened };
      }
      start = undefined;
      if (answer.status === 200 || used !== known) return { ok: false, failure: 'not-trustworthy' };
      const next = await findStart();
      used = typeof next !== 'string' && toHex(next.boot) === toHex(known.boot) ? 'not-trustworthy' : next;
    }
  };
  return { exchange };
};
