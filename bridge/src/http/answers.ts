import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Bytes } from '@kurrier/shared/channel/bytes';

/** Nothing may be cached, sniffed, embedded or run; and no CORS header, ever. */
const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'",
};

/** The one refusal: whoever is not meant learns nothing from it, not even why. */
const refusalText = '{"refused":true}';
const refusalHeaders = {
  ...headers,
  'Content-Type': 'application/json',
  'Content-Length': String(refusalText.length),
  Connection: 'close',
};

/** The headers of an answer with a body of ours. */
export const headersOf = (contentType: string, body: string | Bytes): Record<string, string> => ({
  ...headers,
  'Content-Type': contentType,
  'Content-Length': String(typeof body === 'string' ? Buffer.byteLength(body) : body.length),
});

/** An answer with a body of ours. */
export const answer = (contentType: string, body: string | Bytes): Response =>
  new Response(body, { headers: headersOf(contentType, body) });

/** The refusal as an answer; the connection is closed, whatever is still on its way. */
export const refusal = (): Response => new Response(refusalText, { status: 403, headers: refusalHeaders });

/** Refuses before anything looked at the request. */
export const refuse = (response: ServerResponse): void => {
  if (response.headersSent) return;
  response.writeHead(403, refusalHeaders);
  response.end(refusalText);
};

/** The same refusal where there is no response to write it to: malformed requests, upgrades, tunnels, time-outs. */
export const refuseSocket = (socket: Duplex): void => {
  // Node takes its own listener off an upgraded socket, and a reset without any would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries(refusalHeaders);
  socket.end(`HTTP/1.1 403 Forbidden\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${refusalText}`, () =>
    socket.destroy(),
  );
};
