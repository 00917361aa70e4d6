/** What the receiving server wrote of a message's sender (RFC 8601). */
export interface AuthenticationResults {
  /** Who says so, lower case; empty where the header does not say. */
  authservId: string;
  /** Results by method, the first of each: `dmarc` → `pass`. */
  results: ReadonlyMap<string, string>;
  /** The domain that DMARC was asked about (`header.from`), where it says. */
  dmarcFrom: string | null;
  /** The domains whose DKIM signatures passed (`header.d`, `header.i`). */
  dkimDomains: readonly string[];
}

const longestHeader = 8_000;

/** Takes out comments, which may be nested (RFC 5322 §3.2.2), and what stands between quotes. Linear. */
const stripComments = (field: string): string => {
  let [depth, isQuoted, plain] = [0, false, ''];
  for (let at = 0; at < field.length; at++) {
    const sign = field[at]!;
    if (sign === '\\' && (isQuoted || depth > 0)) at++;
    else if (isQuoted) isQuoted = sign !== '"';
    else if (sign === '"' && depth === 0) isQuoted = true;
    else if (sign === '(') depth++;
    else if (sign === ')' && depth > 0) depth--;
    else if (depth === 0) plain += sign;
  }
  return plain;
};

/** Reads one Authentication-Results field, unfolded. */
export const parseAuthenticationResults = (field: string): AuthenticationResults => {
  const [head = '', ...rest] = stripComments(field.slice(0, longestHeader)).toLowerCase().split(';');
  // Microsoft's servers leave themselves out, and begin with a result.
  const isAnonymous = /^\s*[\w-]+\s*=/.test(head);
  const results = new Map<string, string>();
  const dkimDomains: string[] = [];
  let dmarcFrom: string | null = null;
  for (const part of isAnonymous ? [head, ...rest] : rest) {
    const [, method, result] = /^\s*([\w.-]{1,40})(?:\s*\/\s*\d+)?\s*=\s*([\w-]{1,40})/.exec(part) ?? [];
    if (!method || !result) continue;
    const properties = new Map([...part.matchAll(/\b(\w+\.[\w-]+)\s*=\s*([^\s;]{1,255})/g)].map(([, name, value]) => [name!, value!]));
    if (!results.has(method)) results.set(method, result);
    if (method === 'dmarc') dmarcFrom ??= properties.get('header.from') ?? null;
    const signer = properties.get('header.d') ?? properties.get('header.i')?.replace(/^.*@/, '');
    if (method === 'dkim' && result === 'pass' && signer) dkimDomains.push(signer);
  }
  return { authservId: isAnonymous ? '' : (/^\s*([^\s/]{1,255})/.exec(head)?.[1] ?? ''), results, dmarcFrom, dkimDomains };
};
