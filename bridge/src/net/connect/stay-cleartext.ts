import type { Socket } from 'node:net';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Line } from '../dial.ts';
import { judgePeer } from '../loopback-peer.ts';
import { codeError, type ProtocolError } from '../protocol-error.ts';
import type { TcpRow } from '../tcp-table.ts';

/** The sockets of this computer with their owners; empty where the system does not tell. */
export type ReadTcpTable = () => Promise<TcpRow[]>;

/**
 * Whether a connection may go on without TLS: only with Secure FALSE, and then only within this computer, by the host as typed and by the
 * address that it led to, or where the person allowed it. A name that somebody else's DNS leads to 127.0.0.1 is not this computer's.
 */
export const mayStayCleartext = ({ secure, allowUnencrypted }: ServerSettings, { isLoopback, isLoopbackHost }: Line): boolean =>
  !secure && (allowUnencrypted || (isLoopback && isLoopbackHost));

/**
 * Why no password may go to this computer without TLS; undefined where the other end of the connection is ours or the system's. Where the
 * system does not tell, the person has to have agreed to that risk. Asked after the server spoke, which only whoever accepted the
 * connection can, and before each password; `before` is the table from before the connection was made. Nothing is asked about other
 * computers.
 */
export const findStranger = async (
  { socket, isLoopback }: Line,
  { allowUnencrypted }: ServerSettings,
  before: TcpRow[],
  readTcpTable: ReadTcpTable,
): Promise<ProtocolError | undefined> => {
  if (!isLoopback) return undefined;
  const peer = judgeSocket(socket, before, await readTcpTable());
  if (peer === 'other-user') return codeError('PEER_OTHER_USER', { stage: 'sign-in' });
  return peer === 'unknown' && !allowUnencrypted ? codeError('PEER_UNKNOWN', { stage: 'sign-in' }) : undefined;
};

const judgeSocket = ({ localAddress, localPort, remoteAddress, remotePort }: Socket, before: TcpRow[], now: TcpRow[]) => {
  const uid = process.getuid?.();
  if (uid === undefined || !localAddress || !localPort || !remoteAddress || !remotePort) return 'unknown';
  return judgePeer({ localAddress, localPort, remoteAddress, remotePort }, { before, now, uid });
};
