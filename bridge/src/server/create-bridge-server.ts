/*
 * The bridge's only door. From wiring, in this order:
 *
 *   const devices = await openDevices({ keyDir });                       // pairing/devices.ts: Outcome; has the bridge's id
 *   const lock = await takeLock(`${dataDir}/bridge.lock`, toHex(devices.bridgeId), isBridgeAt);   // files/lock-file.ts
 *   const vault = await createVaultSlot((passphrase) =>                   // vault/vault-slot.ts: Outcome; locked is a state of it
 *     openVault({ dataDir, keyDir, keyring: await openSystemKeyring(), hasRecords, ...(passphrase && { passphrase }) }));
 *   const codes = createPairingCodes();                                  // pairing/pairing-codes.ts: codes.create() to show one
 *   const commandLineId = await pairCommandLine(dataDir, devices);       // pairing/command-line-device.ts
 *   const app = createApp({ report });                                   // mount.ts
 *   mount(app, listAccounts, useCases.listAccounts);                     // once per endpoint, see mount-security.ts for ours
 *   const server = await createBridgeServer({
 *     app, devices, bridgeId: devices.bridgeId, pair: createPairDevice({ codes, devices }), isLocked: vault.isLocked, report });
 *   const listening = await server.listen(bridgePorts);                  // Outcome<{ port }, 'no-free-port'>; [0] in tests
 *   await lock.setPort(port);
 *   await server.close();
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { apiVersion } from '@kurrier/shared/call';
import { randomBytes, toHex, type Bytes } from '@kurrier/shared/channel/bytes';
import { headerLength, readHeader } from '@kurrier/shared/channel/frame';
import type { PairAnswer } from '@kurrier/shared/channel/pairing';
import type { BridgeStart } from '@kurrier/shared/channel/seal';
import { fail, succeed, type Outcome } from '@kurrier/shared/outcome';
import { answer, refuse, refuseSocket } from './answers.ts';
import { judgeRequest, longestBody } from './raw-guard.ts';
import { readBody } from './read-body.ts';
import { createSealedCalls, type SealedCallsOptions } from './sealed-calls.ts';
import { createSocketLimit } from './socket-limit.ts';

export interface BridgeServerOptions
  extends Pick<SealedCallsOptions, 'app' | 'devices'>, Partial<Pick<SealedCallsOptions, 'isLocked' | 'trace' | 'now'>> {
  /** 16 bytes that stay the same over the bridge's life. */
  bridgeId: Bytes;
  /** Answers one pairing request: null refuses it. */
  pair: (request: Uint8Array, start: BridgeStart, signal: AbortSignal) => Promise<PairAnswer | null>;
  /** Gets what was thrown where nobody else answers for it; the caller sees a refusal. */
  report?: (error: unknown) => void;
  limits?: Partial<typeof defaultLimits>;
}

const defaultLimits = { headersMs: 5_000, bodyMs: 10_000, sockets: 64 };

/** The HTTP server in front of the app: three targets, the raw guard, the sealed channel. It is not listening yet. */
export const createBridgeServer = async (options: BridgeServerOptions) => {
  const {
    app,
    devices,
    bridgeId,
    pair,
    isLocked = () => false,
    trace = () => undefined,
    report = () => undefined,
    now = Date.now,
  } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const start: BridgeStart = { bridgeId, boot: randomBytes(16) };
  const calls = await createSealedCalls({ app, devices, start, isLocked, trace, now });
  const sockets = createSocketLimit(limits.sockets);
  let port = 0;

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
        ? await readBody(request, { contentLength, deadlineMs: limits.bodyMs, prefixLength: headerLength, isWelcome })
        : null;
    const call = frame && (await calls.open(frame));
    if (!call) return refuse(response);
    sockets.raise(request.socket, 2);
    answer(response, 'application/octet-stream', await call.answer(signalOf(response)));
  };

  const answerPair = async (request: IncomingMessage, response: ServerResponse, contentLength: number): Promise<void> => {
    const body = await readBody(request, { contentLength, deadlineMs: limits.bodyMs, prefixLength: 0, isWelcome: () => true });
    if (!body) return refuse(response);
    sockets.raise(request.socket, 1);
    const paired = await pair(body, start, signalOf(response));
    if (!paired) return refuse(response);
    answer(response, 'application/json', JSON.stringify(paired));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url: target, httpVersion, rawHeaders } = request;
    const judged = judgeRequest({ method, target, httpVersion, rawHeaders, remoteAddress: request.socket.remoteAddress }, port);
    if (judged?.target === '/call') return answerCall(request, response, judged.contentLength);
    if (judged?.target === '/pair') return answerPair(request, response, judged.contentLength);
    if (!judged) return refuse(response);
    const discovery = { app: 'kurrier', api: [apiVersion, apiVersion], bridgeId: toHex(bridgeId), boot: toHex(start.boot) };
    answer(response, 'application/json', JSON.stringify(discovery));
  };

  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
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

  const tryPort = (candidate: number): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException) => {
        server.off('listening', onListening);
        // Windows reserves ranges of ports and says EACCES for them.
        if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
        else reject(error);
      };
      const onListening = () => {
        server.off('error', onError);
        resolve(true);
      };
      server.once('error', onError).once('listening', onListening).listen({ port: candidate, host: '127.0.0.1', exclusive: true });
    });

  return {
    start,
    /** Listens on the first free one of these ports. */
    listen: async (ports: readonly number[]): Promise<Outcome<{ port: number }, 'no-free-port'>> => {
      for (const candidate of ports) {
        if (!(await tryPort(candidate))) continue;
        port = (server.address() as AddressInfo).port;
        return succeed({ port });
      }
      return fail('no-free-port');
    },
    /** Stops listening and closes every connection. */
    close: (): Promise<void> =>
      new Promise((resolve, reject) => {
        server.close((error) => (error && (error as NodeJS.ErrnoException).code !== 'ERR_SERVER_NOT_RUNNING' ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
};

/** Aborts when whoever asked is gone. */
const signalOf = (response: ServerResponse): AbortSignal => {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
};
