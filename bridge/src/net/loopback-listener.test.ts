import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { findListeners, judgeOwners, listenerOf } from './loopback-listener.ts';
import { parseTcpTable } from './tcp-table.ts';

const readListener = (
  table: string,
  { host, port, uid, isLittleEndian }: { host: string; port: number; uid: number; isLittleEndian: boolean },
) => judgeOwners(findListeners(parseTcpTable(table, isLittleEndian), host, port), uid);

const row = (address: string, port: number, uid: number, state = '0A') =>
  `   7: ${address}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 4711 1 0000000000000000 100 0 0 10 0\n`;
const here = '0100007F';
const everywhere = '00000000';
const everywhere6 = '0'.repeat(32);
const mapped = '0000000000000000FFFF00000100007F';
const here6 = `${'0'.repeat(24)}01000000`;

test.each([
  ['nobody listens', '', 'unknown'],
  ['we do', row(here, 1143, 1000), 'own'],
  ['the system does', row(here, 1143, 0), 'system'],
  ['another user does', row(here, 1143, 1001), 'other-user'],
  ['a service account does', row(here, 1143, 110), 'other-user'],
  ['another user, at all addresses', row(everywhere, 1143, 1001), 'other-user'],
  ['another user, at all addresses of IPv6', row(everywhere6, 1143, 1001), 'other-user'],
  ['another user, at the address mapped into IPv6', row(mapped, 1143, 1001), 'other-user'],
  ['we and another user', row(here, 1143, 1000) + row(everywhere6, 1143, 1001), 'other-user'],
  ['we and the system', row(here, 1143, 1000) + row(everywhere, 1143, 0), 'system'],
  ['another user on another port', row(here, 1144, 1001), 'unknown'],
  ['another user on another address', row('0200007F', 1143, 1001), 'unknown'],
  ['another user at ::1 alone', row(here6, 1143, 1001) + row(here, 1143, 1000), 'own'],
  ['another user who is connected from that port', row(here, 1143, 1001, '01') + row(here, 1143, 1000), 'own'],
  ['a table that is none', 'no such thing\n:::\n', 'unknown'],
])('127.0.0.1:1143 where %s', (_what, table, expected) =>
  expect(readListener(table, { host: '127.0.0.1', port: 1143, uid: 1000, isLittleEndian: true })).toBe(expected),
);

test.each([
  [here6, 1001, 'other-user'],
  [everywhere6, 1000, 'own'],
  [here, 1001, 'unknown'],
])('::1 where %s is listened at by %i', (address, uid, expected) =>
  expect(readListener(row(address, 993, uid), { host: '::1', port: 993, uid: 1000, isLittleEndian: true })).toBe(expected),
);

test('the kernel of a big-endian machine prints addresses the other way round', () =>
  expect(readListener(row('7F000001', 1143, 1000), { host: '127.0.0.1', port: 1143, uid: 1000, isLittleEndian: false })).toBe('own'));

test('a server of this process is ours, by the tables of the running kernel; where there are none, nobody can tell', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await listenerOf('127.0.0.1', port)).toBe(process.platform === 'linux' ? 'own' : 'unknown');
  server.close();
});
