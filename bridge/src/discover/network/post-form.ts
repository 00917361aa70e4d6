import https from 'node:https';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { parseRemoteHost } from '../../net/address/remote-host-rules.ts';
import { createTrust } from '../../net/trust.ts';
import type { ConnectTo, DnsClient } from '../source-contract.ts';
import { createNodeLookup } from './look-up-public.ts';

export type PostProblem = 'private-address' | 'redirected' | 'http-status' | 'unreachable';

const requestMs = 10_000;

interface Deps {
  dns: DnsClient;
  allowsPrivate: boolean;
  connectTo?: ConnectTo;
  /** Authorities that are trusted besides the public ones. */
  ca?: readonly string[];
}

/**
 * Posts a small form once: https alone, certificate checked, to a public address, with no cookies, no referrer and no redirects; what is
 * answered is not read. The address that was judged is the one that is connected to.
 */
export const createPostForm =
  ({ dns, allowsPrivate, connectTo = () => undefined, ca = [] }: Deps) =>
  async (url: URL, body: string): Promise<Outcome<null, PostProblem>> => {
    const parsed = parseRemoteHost(url.hostname);
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return fail('unreachable');
    if ('problem' in parsed) return fail(parsed.problem === 'private-address' ? 'private-address' : 'unreachable');
    const signal = AbortSignal.timeout(requestMs);
    const elsewhere = connectTo(url.hostname, Number(url.port || 443));
    return new Promise((resolve) => {
      const outgoing = https.request(url, {
        method: 'POST',
        agent: false,
        signal,
        lookup: createNodeLookup(dns, allowsPrivate, signal),
        ...(elsewhere && { hostname: elsewhere.host, port: elsewhere.port, servername: url.hostname }),
        ...(ca.length > 0 && { secureContext: createTrust({ ca }).context }),
        headers: {
          Host: url.host,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': Buffer.byteLength(body),
        },
        maxHeaderSize: 16 * 1024,
      });
      outgoing.on('error', ({ code }: NodeJS.ErrnoException) => resolve(fail(code === 'EPRIVATE' ? 'private-address' : 'unreachable')));
      outgoing.on('close', () => resolve(fail('unreachable')));
      outgoing.on('response', (response) => {
        const { statusCode = 0 } = response;
        if (statusCode >= 200 && statusCode < 300) resolve(succeed(null));
        else resolve(fail(statusCode >= 300 && statusCode < 400 ? 'redirected' : 'http-status'));
        response.destroy();
      });
      outgoing.end(body);
    });
  };
