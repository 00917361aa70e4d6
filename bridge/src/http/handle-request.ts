import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiVersion } from '@kurrier/shared/bridge/call';
import { toHex, type Bytes } from '@kurrier/shared/channel/bytes';
import { headerLength, readHeader } from '@kurrier/shared/channel/frame';
import type { PairAnswer } from '@kurrier/shared/channel/pairing';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import { answer, refuse } from './answers.ts';
import { judgeRequest, longestBody } from './raw-guard.ts';
import { readBody } from './read-body.ts';
import type { KnownDevices, OpenedCall } from './sealed-calls.ts';
import type { createSocketLimit } from './socket-limit.ts';

/** Answers one pairing request: null refuses it. */
export type Pair = (request: Uint8Array, start: BridgeStart, signal: AbortSignal) => Promise<PairAnswer | null>;

interface HandlerParts {
  calls: { open: (frame: Bytes) => Promise<OpenedCall | null> };
  devices: KnownDevices;
  sockets: ReturnType<typeof createSocketLimit>;
  pair: Pair;
  start: BridgeStart;
  bodyMs: number;
  port: () => number;
}

/** Takes a request through guard, body and seal to its answer, or to the one refusal. Rejects only for mistakes of ours. */
export const createRequestHandler = ({ calls, devices, sockets, pair, start, bodyMs, port }: HandlerParts) => {
  const isKnown = (prefix: Bytes): boolean => {
    const header = readHeader(prefix);
    const device = header && devices.find(toHex(header.deviceId));
    return device !== undefined && device !== null && !device.isRevoked;
  };

  const answerCall = async (request: IncomingMessage, response: ServerResponse, contentLength: number): Promise<void> => {
    const isWelcome = (prefix: Bytes) => {
      const known = isKnown(prefix);
      if (known) sockets.raise(request.socket, 1);
      return known || contentLength <= longestBody;
    };
    const frame =
      contentLength >= headerLength
        ? await readBody(request, { contentLength, deadlineMs: bodyMs, prefixLength: headerLength, isWelcome })
        : null;
    const call = frame && (await calls.open(frame));
    if (!call) return refuse(response);
    sockets.raise(request.socket, 2);
    answer(response, 'application/octet-stream', await call.answer(signalOf(response)));
  };

  const answerPair = async (request: IncomingMessage, response: ServerResponse, contentLength: number): Promise<void> => {
    const body = await readBody(request, { contentLength, deadlineMs: bodyMs, prefixLength: 0, isWelcome: () => true });
    if (!body) return refuse(response);
    sockets.raise(request.socket, 1);
    const paired = await pair(body, start, signalOf(response));
    if (!paired) return refuse(response);
    answer(response, 'application/json', JSON.stringify(paired));
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url: target, httpVersion, rawHeaders } = request;
    const judged = judgeRequest({ method, target, httpVersion, rawHeaders, remoteAddress: request.socket.remoteAddress }, port());
    if (judged?.target === '/call') return answerCall(request, response, judged.contentLength);
    if (judged?.target === '/pair') return answerPair(request, response, judged.contentLength);
    if (!judged) return refuse(response);
    const discovery = { app: 'kurrier', api: [apiVersion, apiVersion], bridgeId: toHex(start.bridgeId), boot: toHex(start.boot) };
    answer(response, 'application/json', JSON.stringify(discovery));
  };
};

/** Aborts when whoever asked is gone. */
const signalOf = (response: ServerResponse): AbortSignal => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
};
