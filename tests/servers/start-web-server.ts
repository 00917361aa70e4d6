import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ServerCertificate } from './create-ca.ts';

export interface WebServer extends AsyncDisposable {
  /** Without a slash at the end. */
  url: string;
  port: number;
  /** `Host` and path of every request, in order. */
  requests(): string[];
}

/** What a path is answered with: a body with its type, a status, a place to go to, or nothing at all (`hang`). */
export type Page =
  | { body: string | Buffer; type?: string; status?: number }
  | { status: number }
  | { location: string; status?: number }
  | 'hang';

/** A web server on 127.0.0.1, over TLS with `certificate`. A path without a page is 404. */
export const startWebServer = async (
  page: (path: string, host: string) => Page | undefined,
  certificate?: ServerCertificate,
): Promise<WebServer> => {
  const asked: string[] = [];
  const listener: http.RequestListener = (request, response) => {
    const host = request.headers.host ?? '';
    const path = request.url ?? '/';
    asked.push(`${host}${path}`);
    const found = page(path, host) ?? { status: 404 };
    if (found === 'hang') return;
    if ('body' in found) response.writeHead(found.status ?? 200, { 'Content-Type': found.type ?? 'text/xml' }).end(found.body);
    else if ('location' in found) response.writeHead(found.status ?? 302, { Location: found.location }).end();
    else response.writeHead(found.status).end();
  };
  const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests: () => [...asked],
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
