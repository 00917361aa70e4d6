import http from 'node:http';
import https from 'node:https';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { ConnectTo, DnsClient, Fetched, FetchDocument, FetchProblem, FetchRequest } from '../source-contract.ts';
import { createTrust } from '../../net/trust.ts';
import { parseRemoteHost } from '../../net/address/remote-host-rules.ts';
import { createNodeLookup } from './look-up-public.ts';

const usualLargestBody = 300 * 1024;
const documents = 'application/xml, text/xml, application/json;q=0.9, */*;q=0.1';
const mostRedirects = 3;
const requestMs = 6000;

type Response = Outcome<Fetched | { redirect: string }, FetchProblem>;

interface Deps {
  dns: DnsClient;
  allowsPrivate: boolean;
  connectTo?: ConnectTo;
  /** Authorities that are trusted besides the public ones. */
  ca?: readonly string[];
  /** Bytes; 300 kB where nothing else is said. */
  largestBody?: number;
  /** The Accept header (RFC 9110 §12.5.1). */
  accept?: string;
}

/**
 * Fetches small documents: at most 300 kB or what is said, at most three redirects, no cookies and no referrer, certificate checked, HTTPS to HTTPS only unless plain
 * HTTP was agreed to. Hosts that are private, by name or by address, are refused, except a place that the person named, or all of
 * them where `allowsPrivate` says that the person's own resolver answers.
 */
export const createFetchDocument = ({
  dns,
  allowsPrivate,
  connectTo = () => undefined,
  ca = [],
  largestBody = usualLargestBody,
  accept = documents,
}: Deps): FetchDocument => {
  // Made once: it takes longer than a handshake. The public authorities are Node's default.
  const secureContext = ca.length > 0 ? createTrust({ ca }).context : undefined;
  const get = ({ url, hostHeader, isTrusted = false }: FetchRequest, signal: AbortSignal): Promise<Response> =>
    new Promise((resolve) => {
      const fails = (problem: FetchProblem) => resolve(fail(signal.aborted ? 'timed-out' : problem));
      const closes = () => fails('unreachable');
      const { request } = url.protocol === 'https:' ? https : http;
      const elsewhere = connectTo(url.hostname, Number(url.port || (url.protocol === 'https:' ? 443 : 80)));
      const outgoing = request(url, {
        agent: false,
        signal,
        lookup: createNodeLookup(dns, allowsPrivate || isTrusted, signal),
        ...(elsewhere && { hostname: elsewhere.host, port: elsewhere.port, servername: url.hostname }),
        headers: { Accept: accept, Host: hostHeader ?? url.host },
        maxHeaderSize: 16 * 1024,
        ...(secureContext && { secureContext }),
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => fails(problemOf(error)));
      // Without an answer a connection can also end with no error at all.
      outgoing.on('close', closes);
      outgoing.on('upgrade', (_response, socket) => {
        fails('http-status');
        socket.destroy();
      });
      outgoing.on('response', (response) => {
        outgoing.off('close', closes); // a body that ends with the connection is read to its end only afterwards
        const { statusCode = 0, headers } = response;
        if (statusCode === 200 && Number(headers['content-length'] ?? 0) <= largestBody) {
          readBody(response, largestBody, resolve, fails);
          return;
        }
        if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) resolve(succeed({ redirect: headers.location }));
        else if (statusCode === 404 || statusCode === 410) fails('not-found');
        else fails(statusCode === 200 ? 'too-large' : 'http-status');
        response.destroy();
      });
      outgoing.end();
    });

  return async (request, ending) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(requestMs)]);
    let next = request;
    for (let redirects = 0; redirects <= mostRedirects; redirects++) {
      const problem = problemOfTarget(next);
      if (problem) return fail(problem);
      const response = await get(next, signal);
      if (!response.ok) return response;
      if (!('redirect' in response.value)) return succeed(response.value);
      const target = URL.parse(response.value.redirect, next.url);
      if (!target) return fail('bad-redirect');
      const staysThere = next.isTrusted && target.origin === next.url.origin;
      next = staysThere ? { ...next, url: target } : { url: target, plainHttp: request.plainHttp === true && !request.isTrusted };
    }
    return fail('too-many-redirects');
  };
};

const readBody = (
  response: http.IncomingMessage,
  largestBody: number,
  resolve: (response: Response) => void,
  fails: (problem: FetchProblem) => void,
): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else {
      fails('too-large');
      response.destroy();
    }
  });
  response.on('error', () => fails('unreachable'));
  response.on('close', () => fails('unreachable'));
  response.on('end', () =>
    resolve(
      succeed({ body: Buffer.concat(chunks), contentType: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase() }),
    ),
  );
};

const problemOfTarget = ({ url, isTrusted, plainHttp }: FetchRequest): FetchProblem | undefined => {
  if (url.protocol !== 'https:' && !(plainHttp && url.protocol === 'http:')) return 'bad-redirect';
  if (isTrusted) return undefined;
  if (url.username || url.password) return 'bad-redirect';
  const parsed = parseRemoteHost(url.hostname);
  return 'problem' in parsed ? (parsed.problem === 'private-address' ? 'private-address' : 'bad-redirect') : undefined;
};

const problemOf = ({ code = '' }: NodeJS.ErrnoException): FetchProblem => {
  if (code === 'EPRIVATE') return 'private-address';
  // No such host publishes nothing: for `autoconfig.` names that is the usual case.
  if (code === 'ENOTFOUND') return 'not-found';
  return /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO|^ERR_TLS/.test(code) ? 'certificate' : 'unreachable';
};
