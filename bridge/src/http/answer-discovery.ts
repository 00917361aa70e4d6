import type { ServerResponse } from 'node:http';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { toHex } from '@kurrier/shared/channel/bytes';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import { headersOf } from './answers.ts';

/** Says that this is a bridge, which one, and since which start. Written straight to the socket: it is what a start is waited for by. */
export const answerDiscovery = (response: ServerResponse, { bridgeId, boot }: BridgeStart): void => {
  const text = JSON.stringify({ app: 'kurrier', api: [apiVersion, apiVersion], bridgeId: toHex(bridgeId), boot: toHex(boot) });
  response.writeHead(200, headersOf('application/json', text));
  response.end(text);
};
