import { concat, type Bytes } from './bytes.ts';

/** What a bridge's port answered; null where no connection was made, or it broke, or took too long, or never ended. */
export type HttpAnswer = { status: number; body: Bytes } | null;

export interface HttpRequest {
  path: '/discovery' | '/pair' | '/call';
  body?: Bytes;
}

/** One HTTP exchange with one port of this computer. Never throws for what the other side does. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/** 1 MiB of a message and its frame fit; a stranger on the port can make us hold no more. */
const longestAnswer = 1024 * 1024 + 256 * 1024;

const contentTypes = { '/pair': 'application/json', '/call': 'application/octet-stream' } as const;

/** Talks to `127.0.0.1:port` with `fetch`; no cookies, no cache, no redirects. */
export const createHttp = ({
  port,
  timeoutMs,
  fetch = globalThis.fetch,
}: {
  port: number;
  timeoutMs: number;
  fetch?: typeof globalThis.fetch;
}): Http => {
  const exchange = async ({ path, body }: HttpRequest): Promise<HttpAnswer> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
      ...(path !== '/discovery' && body && { method: 'POST', body, headers: { 'content-type': contentTypes[path] } }),
    });
    const answer = await readBounded(response);
    return answer && { status: response.status, body: answer };
  };
  // fetch rejects for everything that keeps an answer from arriving: refused, reset, timed out, aborted, redirected.
  return (request) => exchange(request).catch(() => null);
};

const readBounded = async (response: Response): Promise<Bytes | null> => {
  if (!response.body) return new Uint8Array(0);
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    length += value.length;
    if (length > longestAnswer) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
};
