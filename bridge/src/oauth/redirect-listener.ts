import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { afterPage, type ResultPage } from './result-page.ts';

/** What an answer has to say to be this sign-in's. */
export interface ExpectedAnswer {
  /** `127.0.0.1` or `localhost`, as it was told the provider. */
  redirectHost: string;
  path: string;
  state: string;
  /** RFC 9207, where the provider's metadata promise it. */
  issuer?: string | undefined;
}

export interface RedirectListener {
  /** The redirect URI (RFC 8252 §7.3). */
  redirectUri: string;
  /** The whole address that the browser came back to; aborted waits reject with the signal's reason. */
  answer: Promise<URL>;
  /** Stops listening. One that was claimed answers a few seconds longer, and nothing but the constant page. */
  close: () => void;
}

/** A second family on the same port may be taken by another program: then another port is tried. */
const mostTries = 10;
const largestHeader = 16 * 1024;
/** The browser follows to an address without the code; until it has, or so long, somebody is there to answer. */
const lingerMs = 3_000;
/** Connections of one family at once. Of more, the oldest goes: whoever holds them open silently must not keep the browser out. */
const mostConnections = 32;

/**
 * Listens for one answer on a random port of 127.0.0.1 and, where this computer has it, of ::1: a browser may take `localhost` for either,
 * and nobody else shall be there. The first request that fits claims the listener; every other gets the same constant page and changes
 * nothing.
 */
export const listenForRedirect = async (
  expected: Omit<ExpectedAnswer, 'redirectHost'> & { redirectHost: string },
  page: ResultPage,
): Promise<Outcome<RedirectListener, 'no-port'>> => {
  for (let tries = 0; tries < mostTries; tries++) {
    const servers = await listenOnBoth();
    if (servers) return succeed(serve(servers, expected, page));
  }
  return fail('no-port');
};

const listenOnBoth = async (): Promise<Server[] | null> => {
  const first = await listen('127.0.0.1', 0);
  if (typeof first === 'string') return null;
  const { port } = first.address() as AddressInfo;
  const second = await listen('::1', port);
  if (typeof second !== 'string') return [first, second];
  // Without IPv6 nobody can be there; in every other case somebody is.
  if (second === 'EADDRNOTAVAIL' || second === 'EAFNOSUPPORT') return [first];
  first.close();
  return null;
};

const listen = async (host: string, port: number): Promise<Server | string> => {
  const server = createServer({ maxHeaderSize: largestHeader, headersTimeout: 5_000, requestTimeout: 5_000, keepAliveTimeout: 1 });
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    if (open.size > mostConnections) open.values().next().value?.destroy();
  });
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return server;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  }
};

const serve = (servers: readonly Server[], expected: ExpectedAnswer, page: ResultPage): RedirectListener => {
  const { port } = servers[0]!.address() as AddressInfo;
  const host = `${expected.redirectHost}:${port}`;
  // Microsoft compares without the slash that a browser adds.
  const redirectUri = `http://${host}${expected.path === '/' ? '' : expected.path}`;
  const answered = Promise.withResolvers<URL>();
  let isClaimed = false;
  let lingering: NodeJS.Timeout | undefined;
  const closeNow = () => {
    clearTimeout(lingering);
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const answer = isClaimed ? undefined : readAnswer(request, host, expected);
    if (!answer) {
      response.writeHead(isClaimed && request.url === afterPage ? 200 : 404, page.headers).end(page.html);
      if (isClaimed && request.url === afterPage) response.on('finish', closeNow);
      return;
    }
    isClaimed = true;
    // The code is not to stay in the address bar and in the history.
    response.writeHead(303, { ...page.headers, location: afterPage }).end();
    lingering = setTimeout(closeNow, lingerMs);
    lingering.unref();
    for (const server of servers) server.unref();
    answered.resolve(answer);
  };
  for (const server of servers) {
    server.on('request', handle);
    server.on('clientError', (_error, socket) => socket.destroy());
  }
  // Once it is claimed it only waits for the browser to be sent on, and closes by itself.
  return { redirectUri, answer: answered.promise, close: () => void (isClaimed || closeNow()) };
};

/** The answer in a request, where it is this sign-in's: method, host, path, `state` and issuer fit, and each parameter came once. */
const readAnswer = (
  { method, url = '', headers, rawHeaders }: IncomingMessage,
  host: string,
  expected: ExpectedAnswer,
): URL | undefined => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
  if (method !== 'GET' || hosts.length !== 1 || headers.host !== host || !url.startsWith('/')) return undefined;
  const answer = URL.parse(url, `http://${host}`);
  if (answer?.host !== host || answer.pathname !== expected.path) return undefined;
  const parameters = answer.searchParams;
  if (new Set(parameters.keys()).size !== [...parameters.keys()].length) return undefined;
  if (!isSame(parameters.get('state'), expected.state)) return undefined;
  if (expected.issuer !== undefined && parameters.get('iss') !== expected.issuer) return undefined;
  return parameters.has('code') || parameters.has('error') ? answer : undefined;
};

const isSame = (given: string | null, expected: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};
