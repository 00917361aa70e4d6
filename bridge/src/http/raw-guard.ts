/** What a request is about to be, before a byte of its body was read. */
export interface RawRequest {
  method: string | undefined;
  /** The target as it stands in the request line. */
  target: string | undefined;
  httpVersion: string;
  /** Name, value, name, value …, as they came. */
  rawHeaders: readonly string[];
  remoteAddress: string | undefined;
}

export type Target = '/discovery' | '/pair' | '/call';

/** The longest body of any request; `/call` has more room once its frame names a known device. */
export const longestBody = 64 * 1024;
const longestCall = 1024 * 1024 + 64 * 1024;

const methods: Record<Target, 'GET' | 'POST'> = { '/discovery': 'GET', '/pair': 'POST', '/call': 'POST' };
const contentTypes: Record<Target, string | undefined> = {
  '/discovery': undefined,
  '/pair': 'application/json',
  '/call': 'application/octet-stream',
};
const extensionOrigin = /^(?:chrome-extension:\/\/[a-p]{32}|moz-extension:\/\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Lets a request through only if nothing about it is out of the ordinary; it says who is *not* meant, never who somebody is.
 * Judged on the raw headers, because Node keeps the first of two Hosts and accepts an empty one, and routers trust what it kept.
 */
export const judgeRequest = (request: RawRequest, port: number): { target: Target; contentLength: number } | null => {
  const { method, httpVersion, rawHeaders, remoteAddress } = request;
  const target = request.target as Target;
  if (!Object.hasOwn(methods, target) || method !== methods[target] || httpVersion !== '1.1') return null;
  if (!remoteAddress?.startsWith('127.')) return null;

  const all = (name: string) => rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === name);
  const isAbsentOr = (name: string, allowed: (value: string) => boolean) => {
    const values = all(name);
    return values.length === 0 || (values.length === 1 && allowed(values[0]!));
  };
  const isExactly = (name: string, expected: string | undefined) => {
    const values = all(name);
    return expected === undefined ? values.length === 0 : values.length === 1 && values[0] === expected;
  };

  const lengths = all('content-length');
  const contentLength = lengths.length === 1 && /^\d{1,7}$/.test(lengths[0]!) ? Number(lengths[0]) : -1;
  const isBodyFit =
    method === 'GET' ? lengths.length === 0 : contentLength > 0 && contentLength <= (target === '/call' ? longestCall : longestBody);

  const isFit =
    isExactly('host', `127.0.0.1:${port}`) &&
    isExactly('content-type', contentTypes[target]) &&
    isBodyFit &&
    ['transfer-encoding', 'upgrade', 'expect', 'trailer', 'te'].every((name) => all(name).length === 0) &&
    isAbsentOr('origin', (origin) => extensionOrigin.test(origin)) &&
    // Measured: Chromium's extensions send none, Firefox's same-origin; a page sends cross-site, a navigation navigate.
    isAbsentOr('sec-fetch-site', (site) => site === 'none' || site === 'same-origin') &&
    isAbsentOr('sec-fetch-mode', (mode) => mode === 'cors');
  return isFit ? { target, contentLength } : null;
};
