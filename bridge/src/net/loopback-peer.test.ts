import { expect, test } from 'vitest';
import { judgePeer } from './loopback-peer.ts';
import { parseTcpTable } from './tcp-table.ts';

const hexPort = (port: number) => port.toString(16).toUpperCase().padStart(4, '0');
const row = (local: string, remote: string, uid: number, { state = '01', inode = 4711 } = {}) =>
  `   7: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;
const [here, mapped, here6] = ['0100007F', '0000000000000000FFFF00000100007F', `${'0'.repeat(24)}01000000`];
/** The server's end of a connection from port 50000 to port 1143. */
const serverEnd = (
  uid: number,
  {
    address = here,
    port = 1143,
    from = 50_000,
    ...rest
  }: { address?: string; port?: number; from?: number; state?: string; inode?: number } = {},
) => row(`${address}:${hexPort(port)}`, `${address}:${hexPort(from)}`, uid, rest);
const clientEnd = (uid: number, address = here) => row(`${address}:${hexPort(50_000)}`, `${address}:${hexPort(1143)}`, uid);
const listening = (uid: number, inode = 99, address = here) =>
  row(`${address}:${hexPort(1143)}`, '00000000:0000', uid, { state: '0A', inode });
const connection = { localAddress: '127.0.0.1', localPort: 50_000, remoteAddress: '127.0.0.1', remotePort: 1143 };

test.each([
  ['ours', serverEnd(1000), 'own'],
  ['root’s', serverEnd(0), 'system'],
  ['another user’s', serverEnd(1001), 'other-user'],
  ['a service account’s', serverEnd(110), 'other-user'],
  ['another user’s, while we listen there by now', serverEnd(1001) + listening(1000), 'other-user'],
  ['ours, while another user listens there by now', serverEnd(1000) + listening(1001), 'own'],
  ['another user’s, by IPv6', serverEnd(1001, { address: mapped }), 'other-user'],
  ['ours, by IPv6', serverEnd(1000, { address: mapped }), 'own'],
  ['not in the table: in a container', clientEnd(1000) + listening(0), 'unknown'],
  ['only our own end', clientEnd(1000), 'unknown'],
  ['not accepted by anybody yet', serverEnd(0, { inode: 0 }), 'unknown'],
  ['closing', serverEnd(1000, { state: '08' }), 'unknown'],
  ['that of another connection', serverEnd(1000, { from: 50_001 }) + serverEnd(1000, { port: 1144 }), 'unknown'],
  ['in the table twice, once another user’s', serverEnd(1000) + serverEnd(1001, { address: mapped }), 'other-user'],
])('the other end is %s: %s', (_what, table, expected) =>
  expect(judgePeer(connection, { before: [], now: parseTcpTable(table, true), uid: 1000 })).toBe(expected),
);

test.each([
  [{ localAddress: '::1', remoteAddress: '::1' }, serverEnd(1001, { address: here6 }), 'other-user'],
  [{ localAddress: '::1', remoteAddress: '::1' }, serverEnd(1000, { address: here6 }), 'own'],
  [{ localAddress: '::1', remoteAddress: '::1' }, serverEnd(1000), 'unknown'],
  [{ localAddress: '::ffff:127.0.0.1', remoteAddress: '::ffff:127.0.0.1' }, serverEnd(1001), 'other-user'],
  [{ localAddress: '::FFFF:127.0.0.1', remoteAddress: '::FFFF:127.0.0.1' }, serverEnd(1000, { address: mapped }), 'own'],
  [{ localAddress: '127.0.0.1', remoteAddress: '127.0.0.2' }, serverEnd(1000), 'unknown'],
])('%j', (addresses, table, expected) =>
  expect(judgePeer({ ...connection, ...addresses }, { before: [], now: parseTcpTable(table, true), uid: 1000 })).toBe(expected),
);

test.each([
  ['root listens, before and now, on one socket', listening(0), listening(0), 'system'],
  ['root listens at all addresses', listening(0, 99, '00000000'), listening(0, 99, '00000000'), 'system'],
  ['root listens now, on another socket than before', listening(0, 98), listening(0), 'other-user'],
  ['root listens now, another user did before', listening(1001), listening(0), 'other-user'],
  ['root listens now, nobody did before', '', listening(0), 'other-user'],
  ['root listened before', listening(0), '', 'other-user'],
  ['we listen, before and now', listening(1000), listening(1000), 'other-user'],
  ['root and another user listen', listening(0) + listening(1001, 97), listening(0) + listening(1001, 97), 'other-user'],
])('a service account accepted, and %s: %s', (_what, before, now, expected) =>
  expect(judgePeer(connection, { before: parseTcpTable(before, true), now: parseTcpTable(serverEnd(110) + now, true), uid: 1000 })).toBe(
    expected,
  ),
);
