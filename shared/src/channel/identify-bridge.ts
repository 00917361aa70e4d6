import { fromHex, type Bytes } from './bytes.ts';
import type { Http } from './http.ts';
import { parseObject } from './json.ts';
import type { BridgeStart } from './seal.ts';

/** What a port says of itself. Anybody can say it: a hint, which only a sealed answer proves. */
export interface BridgeIdentity extends BridgeStart {
  /** The lowest and highest version of the API that the bridge speaks. */
  api: readonly [number, number];
}

/** Asks a port who it is. `no-answer`: nothing speaks HTTP there. `stranger`: something does, but it is no bridge. */
export const identifyBridge = async (http: Http): Promise<BridgeIdentity | 'no-answer' | 'stranger'> => {
  const answer = await http({ path: '/discovery' });
  if (!answer) return 'no-answer';
  return (answer.status === 200 && parseIdentity(answer.body)) || 'stranger';
};

const parseIdentity = (body: Bytes): BridgeIdentity | null => {
  const { app, api, bridgeId, boot } = parseObject(body);
  const [id, start] = [fromHex(bridgeId, 16), fromHex(boot, 16)];
  if (app !== 'kurrier' || !id || !start || !isRange(api)) return null;
  return { api, bridgeId: id, boot: start };
};

const isRange = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((end) => Number.isSafeInteger(end));
