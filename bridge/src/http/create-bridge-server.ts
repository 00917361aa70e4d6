import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Socket } from 'node:net';
import { randomBytes, type Bytes } from '@kurrier/shared/channel/bytes';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { refuse, refuseSocket } from './answers.ts';
import { createBridgeRoutes, type Pair } from './bridge-routes.ts';
import { judgeRequest } from './raw-guard.ts';
import { listenOnFirst } from './listen-on-first.ts';
import { createSealedCalls, type SealedCallsOptions } from './sealed-calls.ts';
import { createSocketLimit } from './socket-limit.ts';

export interface BridgeServerOptions
  extends
    Pick<SealedCallsOptions, 'endpoints' | 'devices'>,
    Partial<Pick<SealedCallsOptions, 'isLocked' | 'trace' | 'onCall' | 'now' | 'explain'>> {
  /** 16 bytes that stay the same over the bridge's life. */
  bridgeId: Bytes;
  pair: Pair;
  /** Gets what was thrown where nobody else answers for it; the caller sees a refusal. */
  report?: (error: unknown) => void;
  limits?: Partial<typeof defaultLimits>;
}

const defaultLimits = { headersMs: 5_000, bodyMs: 10_000, sockets: 64 };

/** The HTTP server in front of the endpoints: the raw guard, three URLs, the sealed channel. It is not listening yet. */
export const createBridgeServer = async (options: BridgeServerOptions) => {
  const {
    endpoints,
    devices,
    bridgeId,
    pair,
    isLocked = () => false,
    trace = () => undefined,
    report = () => undefined,
    now = Date.now,
    explain = () => ({ kind: 'internal' }),
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start: BridgeStart = { bridgeId, boot: randomBytes(16) };
  const calls = await createSealedCalls({
    endpoints,
    devices,
    start,
    isLocked,
    trace,
    ...(options.onCall && { onCall: options.onCall }),
    now,
    report,
    explain,
  });
  const sockets = createSocketLimit(limits.sockets);
  let port = 0;

  const edge = createBridgeRoutes({ calls, devices, sockets, pair, start, bodyMs: limits.bodyMs, report });
  const lengths = new WeakMap<IncomingMessage, number>();
  const serve = getRequestListener(
    (request, env) => {
      const bindings = env as HttpBindings;
      return edge.fetch(request, { ...bindings, contentLength: lengths.get(bindings.incoming)! });
    },
    // What of a body was not read is not wanted: the connection is closed with it.
    { autoCleanupIncoming: false },
  );

  /** The guard stands first, on the raw headers: nothing else sees a request that it refuses, nor a byte of its body. */
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { method, url: target, httpVersion, rawHeaders } = request;
    const judged = judgeRequest({ method, target, httpVersion, rawHeaders, remoteAddress: request.socket.remoteAddress }, port);
    if (!judged) return refuse(response);
    lengths.set(request, judged.contentLength);
    serve(request, response).catch((error: unknown) => {
      report(error);
      refuse(response);
    });
  };
  const server = createServer(
    {
      maxHeaderSize: 8 * 1024,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.headersMs + limits.bodyMs,
      connectionsCheckingInterval: 500,
      keepAliveTimeout: 30_000,
      // The guard judges Host itself, and refuses with the one refusal.
      requireHostHeader: false,
    },
    listener,
  );
  server.on('connection', sockets.add);
  server.on('checkContinue', (_request: IncomingMessage, response: ServerResponse) => refuse(response));
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => refuse(response));
  server.on('upgrade', (_request: IncomingMessage, socket: Socket) => refuseSocket(socket));
  server.on('connect', (_request: IncomingMessage, socket: Socket) => refuseSocket(socket));
  server.on('clientError', (_error: Error, socket: Socket) => refuseSocket(socket));

  return {
    start,
    /** Listens on the first free one of these ports. */
    listen: async (ports: readonly number[]): Promise<Outcome<{ port: number }, 'no-free-port'>> => {
      const listening = await listenOnFirst(server, ports);
      if (listening.ok) ({ port } = listening.value);
      // Such as having no file descriptor left for one more connection, which must not end the process.
      server.on('error', report);
      return listening;
    },
    /** Stops listening and closes every connection. */
    close: (): Promise<void> =>
      new Promise((resolve, reject) => {
        server.close((error) => (error && (error as NodeJS.ErrnoException).code !== 'ERR_SERVER_NOT_RUNNING' ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};
