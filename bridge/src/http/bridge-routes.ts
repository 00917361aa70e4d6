import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { toHex, type Bytes } from '@kurrier/shared/channel/bytes';
import { headerLength, readHeader } from '@kurrier/shared/channel/frame';
import type { PairAnswer } from '@kurrier/shared/channel/pairing';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import { answer, refusal } from './answers.ts';
import { longestBody } from './raw-guard.ts';
import { readBody } from './read-body.ts';
import type { KnownDevices, OpenedCall } from './sealed-calls.ts';
import type { createSocketLimit } from './socket-limit.ts';

/** Answers one pairing request: null refuses it. */
export type Pair = (request: Uint8Array, start: BridgeStart, signal: AbortSignal) => Promise<PairAnswer | null>;

export interface RouteParts {
  calls: { open: (frame: Bytes) => Promise<OpenedCall | null> };
  devices: KnownDevices;
  sockets: ReturnType<typeof createSocketLimit>;
  pair: Pair;
  start: BridgeStart;
  bodyMs: number;
  report: (error: unknown) => void;
}

/** Node's own request and answer, and the length that the guard let through. */
type Edge = { Bindings: HttpBindings & { contentLength: number } };

/**
 * The two URLs of the bridge that take a body, for requests that the raw guard let through. A body is read once, off Node's own request,
 * under its bound and deadline; whatever is not meant gets the one refusal.
 */
export const createBridgeRoutes = ({ calls, devices, sockets, pair, start, bodyMs, report }: RouteParts): Hono<Edge> => {
  const isKnown = (prefix: Bytes): boolean => {
    const header = readHeader(prefix);
    const device = header && devices.find(toHex(header.deviceId));
    return device !== undefined && device !== null && !device.isRevoked;
  };

  const readFrame = ({ env: { incoming, contentLength } }: Context<Edge>) => {
    if (contentLength < headerLength) return null;
    const isWelcome = (prefix: Bytes) => {
      const known = isKnown(prefix);
      if (known) sockets.raise(incoming.socket, 1);
      return known || contentLength <= longestBody;
    };
    return readBody(incoming, { contentLength, deadlineMs: bodyMs, prefixLength: headerLength, isWelcome });
  };

  const edge = new Hono<Edge>();
  edge.post('/pair', async (context) => {
    const { incoming, contentLength } = context.env;
    const body = await readBody(incoming, { contentLength, deadlineMs: bodyMs, prefixLength: 0, isWelcome: () => true });
    if (!body) return refusal();
    sockets.raise(incoming.socket, 1);
    const paired = await pair(body, start, signalOf(context));
    return paired ? answer('application/json', JSON.stringify(paired)) : refusal();
  });
  edge.post('/call', async (context) => {
    const frame = await readFrame(context);
    const call = frame && (await calls.open(frame));
    if (!call) return refusal();
    sockets.raise(context.env.incoming.socket, 2);
    return answer('application/octet-stream', await call.answer(signalOf(context)));
  });
  edge.notFound(() => refusal());
  edge.onError((error) => {
    report(error);
    return refusal();
  });
  return edge;
};

/** Aborts when whoever asked is gone. */
const signalOf = ({ env: { outgoing } }: Context<Edge>): AbortSignal => {
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  return gone.signal;
};
