import type { EndpointName } from '@kurrier/shared/api/endpoints';
import { createBridgeClient } from '../bridge/bridge-client.ts';
import { browserName } from '../platform/browser-name.ts';
import { keepCredential, readCredential } from '../bridge/credential-store.ts';
import { diagnoseBridge } from '../bridge/diagnose-bridge.ts';
import { connectNatively } from '../bridge/connect-natively.ts';
import { keepExtraPort } from '../bridge/extra-port-store.ts';
import { askPorts, isUsualPort } from '../bridge/find-bridges.ts';
import type { Answer, Call } from '../model/call.ts';
import { findBridges, pairByCode } from '../bridge/pair-with-bridge.ts';
import { askNativeHost } from '../platform/native-host.ts';
import { hasPermission } from '../platform/permission.ts';
import { askPage } from './page-worker-channel.ts';
import type { PageMessages } from './serve-worker.ts';
import { limitPieces } from './limit-pieces.ts';
import { areBytes, fromMessageBytes, toMessageBytes, type MessageBytes } from './message-bytes.ts';
import { shareEventWaits } from './share-event-waits.ts';

interface CallMessage {
  name: EndpointName;
  body: Parameters<Call>[1];
  isCloned?: boolean;
}

/** The whole surface between pages and worker: the worker alone holds the key and talks to the bridge. */
export const createBridgeMessages = () => {
  const deps = { readCredential, hasPermission, askPorts };
  const pairDeps = { hasPermission, askPorts, keepCredential, deviceName: browserName() };
  const { call, connect, disconnect } = createBridgeClient(deps);
  const callForPage = limitPieces(shareEventWaits(call));
  const pair = async (code: string) => {
    const paired = await pairByCode(code, pairDeps);
    // The former connection is another device's; the device lasts only once it has made its first call.
    if (paired.ok) disconnect();
    if (paired.ok) await connect();
    return paired;
  };
  /** The page asks for it, and in a browser that closes a popup to ask the person, the permission that was given. */
  let connecting: ReturnType<typeof connectNatively> | null = null;
  const connectOnce = () =>
    (connecting ??= connectNatively({
      isPaired: async () => (await readCredential()) !== null,
      askNativeHost: (request) => askNativeHost(request, () => askPage<PageMessages, 'askNativeHost'>('askNativeHost', request)),
      keepPort: async (port) => (isUsualPort(port) ? undefined : keepExtraPort(port)),
      pair,
      reconnect: connect,
    }).finally(() => (connecting = null)));
  return {
    /** `isCloned`: bytes of the answer may go as they are. */
    call: async ({ name, body, isCloned = false }: CallMessage): Promise<Answer<EndpointName, MessageBytes>> => {
      const answer = await callForPage(name, body);
      if (!answer.ok) return answer;
      const { bytes, ...rest } = answer;
      return bytes ? { ...rest, bytes: toMessageBytes(bytes, isCloned) } : rest;
    },
    areBytes,
    append: ({ bytes, ...body }: { uploadId: string; offset: number; bytes: MessageBytes }) =>
      call('upload.append', body, fromMessageBytes(bytes)),
    findBridges: () => findBridges(pairDeps),
    pair: ({ code }: { code: string }) => pair(code),
    connectNatively: connectOnce,
    diagnose: () => diagnoseBridge({ ...deps, connect }),
  };
};

export type BridgeMessages = ReturnType<typeof createBridgeMessages>;
