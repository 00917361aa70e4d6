import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { randomBytes, type Bytes } from '@kurrier/shared/channel/bytes';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { loadOnce } from '../async/load-once.ts';
import { answerDiscovery } from './answer-discovery.ts';
import { refuse, refuseSocket } from './answers.ts';
import type { Pair } from './bridge-routes.ts';
import { judgeRequest } from './raw-guard.ts';
import { listenOnFirst } from './listen-on-first.ts';
import type { SealedCallsOptions } from './sealed-calls.ts';
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

/**
 * The HTTP server in front of the endpoints: the raw guard, three URLs, the sealed channel. It is not listening yet. Discovery is answered
 * with nothing loaded for it; the routes and the channel behind the other two URLs are loaded by their first request.
 */
export const createBridgeServer = (options: BridgeServerOptions) => {
  const { devices, bridgeId, pair, report = () => undefined } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start: BridgeStart = { bridgeId, boot: randomBytes(16) };
  const sockets = createSocketLimit(limits.sockets);
  const loadRoutes = loadOnce(async () => {
    const { createServeRoutes } = await import('./serve-routes.ts');
    return createServeRoutes({ ...options, devices, pair, sockets, start, bodyMs: limits.bodyMs, report });
  });
  let port = 0;

  /** The guard stands first, on the raw headers: nothing else sees a request that it refuses, nor a byte of its body. */
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    const { method, url: target, httpVersion, rawHeaders } = request;
    const judged = judgeRequest({ method, target, httpVersion, rawHeaders, remoteAddress: request.socket.remoteAddress }, port);
    if (!judged) return refuse(response);
    if (judged.target === '/discovery') return answerDiscovery(response, start);
    loadRoutes()
      .then((serve) => serve(request, response, judged.contentLength))
      .catch((error: unknown) => {
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
