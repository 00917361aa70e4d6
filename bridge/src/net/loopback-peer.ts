import { findListeners, judgeOwners, type Listener } from './loopback-listener.ts';
import { toTableAddress, type TcpRow } from './tcp-table.ts';

/** The two ends of a connection within this computer, as our socket names them. */
export interface LocalConnection {
  localAddress: string;
  localPort: number;
  remoteAddress: string;
  remotePort: number;
}

/**
 * Whose the other end of this very connection is: ours, root's, another user's. `before` is the kernel's table from before the connection
 * was made, `now` from after the server spoke. Who listens on the port now may be somebody else than who accepted it, so that the accepted
 * socket decides. A daemon accepts under an account of its own on a socket that root opened (Dovecot, Postfix): it is the system's where
 * that socket was there before and still is, so that nobody else can have had the port in between.
 */
export const judgePeer = (
  { localAddress, localPort, remoteAddress, remotePort }: LocalConnection,
  { before, now, uid }: { before: readonly TcpRow[]; now: readonly TcpRow[]; uid: number },
): Listener => {
  const [server, client] = [toTableAddress(remoteAddress), toTableAddress(localAddress)];
  const ends = now.filter(
    ({ state, local, remote }) =>
      state === 'established' &&
      local.address === server &&
      local.port === remotePort &&
      remote.address === client &&
      remote.port === localPort,
  );
  if (ends.some(({ inode }) => inode === 0)) return 'unknown';
  const owner = judgeOwners(ends, uid);
  if (owner !== 'other-user') return owner;
  const listening = findListeners(now, remoteAddress, remotePort);
  const known = findListeners(before, remoteAddress, remotePort);
  const isRoots = (socket: TcpRow) => socket.uid === 0 && known.some((each) => each.uid === 0 && each.inode === socket.inode);
  return listening.length > 0 && listening.every(isRoots) ? 'system' : 'other-user';
};
