import { isIP } from 'node:net';
import https from 'node:https';
import http from 'node:http';

/** What a person does at the provider's page. */
export interface PersonOverrides {
  /** PEM of the authority that the provider's certificate is of. */
  ca: string;
  account?: string;
  /** Scopes that are not granted. */
  without?: string;
  cancel?: boolean;
  /** Where the provider really listens, where its address names no port. */
  port?: number;
  /** Stops before the browser comes back to the bridge; the address it would have asked for is returned. */
  stopsBeforeReturn?: boolean;
}

interface Answer {
  status: number;
  location: string | undefined;
  body: string;
}

/**
 * Goes through a sign-in as a browser does: follows redirects, keeps cookies, presses the button of an account. Resolves to the last
 * address.
 */
export const signInAsPerson = async (
  url: string,
  { ca, account = 'ann@mail.test', without, cancel, port, stopsBeforeReturn }: PersonOverrides,
): Promise<string> => {
  const cookies = new Map<string, string>();
  const ask = (address: URL, form?: URLSearchParams): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const { request } = address.protocol === 'https:' ? https : http;
      const asked = request(address, {
        method: form ? 'POST' : 'GET',
        agent: false,
        ...(address.protocol === 'https:' && {
          ca,
          hostname: '127.0.0.1',
          ...(port !== undefined && { port }),
          ...(isIP(address.hostname) === 0 && { servername: address.hostname }),
        }),
        headers: { host: address.host, ...(cookie && { cookie }), ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      });
      asked.on('error', reject);
      asked.on('response', (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [pair = ''] = line.split(';');
          const at = pair.indexOf('=');
          cookies.set(pair.slice(0, at), pair.slice(at + 1));
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, body: Buffer.concat(chunks).toString() }),
        );
      });
      asked.end(form?.toString());
    });

  let at = new URL(url);
  let answer = await ask(at);
  for (let hops = 0; hops < 20; hops++) {
    if (answer.location !== undefined) {
      at = new URL(answer.location, at);
      if (stopsBeforeReturn && at.protocol === 'http:') return at.href;
      answer = await ask(at);
    } else if (answer.body.includes('name="account"')) {
      const form = new URLSearchParams(cancel ? { cancel: '1' } : { account, ...(without !== undefined && { without }) });
      answer = await ask(at, form);
    } else if (/id="op\.device|Submitting Callback/.test(answer.body)) {
      const action = /action="([^"]+)"/.exec(answer.body)?.[1] ?? '';
      const hidden = [...answer.body.matchAll(/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]);
      const code = new URL(url).searchParams.get('user_code') ?? '';
      at = new URL(action, at);
      answer = await ask(at, new URLSearchParams([...hidden.filter(([name]) => name !== 'user_code'), ['user_code', code]]));
    } else return at.href;
  }
  throw new Error(`the sign-in does not end: ${at.href}`);
};
