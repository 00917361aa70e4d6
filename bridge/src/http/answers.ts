import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Nothing may be cached, sniffed, embedded or run; and no CORS header, ever. */
const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'",
};

/** The one refusal: whoever is not meant learns nothing from it, not even why. */
const refusal = '{"refused":true}';

/** Answers with a body of ours. */
export const answer = (response: ServerResponse, contentType: string, body: string | Uint8Array): void => {
  response.writeHead(200, { ...headers, 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
};

/** Refuses and closes the connection, whatever is still on its way. */
export const refuse = (response: ServerResponse): void => {
  if (response.headersSent) return;
  response.writeHead(403, { ...headers, 'Content-Type': 'application/json', 'Content-Length': refusal.length, Connection: 'close' });
  response.end(refusal);
};

/** The same refusal where there is no response to write it to: malformed requests, upgrades, tunnels, time-outs. */
export const refuseSocket = (socket: Duplex): void => {
  // Node takes its own listener off an upgraded socket, and a reset without any would end the process.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, 'Content-Type': 'application/json', 'Content-Length': refusal.length, Connection: 'close' });
  socket.end(`HTTP/1.1 403 Forbidden\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${refusal}`, () =>
    socket.destroy(),
  );
};
