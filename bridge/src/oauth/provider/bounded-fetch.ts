import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { createSecureContext, rootCertificates } from 'node:tls';

/** Why a provider could not be asked, or its answer not be read. */
export type FetchProblem = 'not-https' | 'unreachable' | 'timed-out' | 'certificate' | 'too-large';

/** Thrown where openid-client wants a `Response`. */
export class FetchError extends Error {
  readonly problem: FetchProblem;
  /** Node's code, where there is one. */
  readonly code: string | undefined;

  constructor(problem: FetchProblem, code?: string) {
    super(problem);
    this.name = 'FetchError';
    this.problem = problem;
    this.code = code;
  }
}

interface FetchInit {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

export type BoundedFetch = (url: string, init?: FetchInit) => Promise<Response>;

export interface FetchOptions {
  /** Authorities that are trusted besides the public ones, PEM. */
  ca?: readonly string[];
  /** Where to connect to instead; names and certificates stay the same. */
  connectTo?: (host: string, port: number) => { host: string; port: number } | undefined;
  /** Looks names up in place of the system. */
  lookup?: LookupFunction;
  requestMs?: number;
}

const largestBody = 512 * 1024;

/**
 * Asks a provider: HTTPS only, certificate checked, no redirects followed, at most ten seconds, at most 512 kB. What goes wrong on the way
 * is a `FetchError`; every status is a `Response`.
 */
export const createBoundedFetch = ({ ca = [], connectTo, lookup, requestMs = 10_000 }: FetchOptions): BoundedFetch => {
  const secureContext = ca.length > 0 ? createSecureContext({ ca: [...rootCertificates, ...ca] }) : undefined;
  return (address, { method = 'GET', headers = {}, body, signal: caller } = {}) =>
    new Promise((resolve, reject) => {
      const url = URL.parse(address);
      if (url?.protocol !== 'https:' || url.username !== '') return reject(new FetchError('not-https'));
      const deadline = AbortSignal.timeout(requestMs);
      const signal = caller ? AbortSignal.any([caller, deadline]) : deadline;
      const fails = (error: NodeJS.ErrnoException) => reject(new FetchError(signal.aborted ? 'timed-out' : problemOf(error), error.code));
      const elsewhere = connectTo?.(url.hostname, Number(url.port || 443));
      const bytes = bytesOf(body);
      const request = https.request(url, {
        method,
        agent: false,
        signal,
        headers: { ...headers, host: url.host, ...(bytes && { 'content-length': String(bytes.length) }), connection: 'close' },
        maxHeaderSize: 32 * 1024,
        ...(secureContext && { secureContext }),
        ...(lookup && { lookup }),
        ...(elsewhere && { hostname: elsewhere.host, port: elsewhere.port, servername: url.hostname }),
      });
      request.on('error', fails);
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largestBody) return void chunks.push(chunk);
          reject(new FetchError('too-large'));
          response.destroy();
        });
        response.on('error', fails);
        response.on('close', () => reject(new FetchError(signal.aborted ? 'timed-out' : 'unreachable', 'CLOSED')));
        response.on('end', () => resolve(toResponse(response.statusCode ?? 0, response.headers, Buffer.concat(chunks))));
      });
      request.end(bytes);
    });
};

const bytesOf = (body: unknown): Buffer | undefined => {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(String(body));
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError('a body of a request to a provider is text, a form or bytes');
};

const toResponse = (status: number, headers: NodeJS.Dict<string | string[]>, body: Buffer): Response => {
  const isEmpty = status === 204 || status === 205 || status === 304 || status < 200;
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(', ')]],
  );
  // A status that a `Response` cannot carry is no answer of HTTP.
  return new Response(isEmpty ? null : new Uint8Array(body), { status: status >= 200 && status <= 599 ? status : 502, headers: named });
};

const problemOf = ({ code = '' }: NodeJS.ErrnoException): FetchProblem =>
  /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO|^ERR_TLS/.test(code) ? 'certificate' : 'unreachable';
