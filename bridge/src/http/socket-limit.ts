import type { Socket } from 'node:net';

/** How much a connection has shown: nothing, a frame that names a known device, or a sealed call that opened. */
export type Standing = 0 | 1 | 2;

/**
 * Keeps at most `most` connections open. When one more comes, the one that has shown least, and of those the oldest, is closed:
 * refusing the newcomer instead would let idle connections lock everybody out.
 */
export const createSocketLimit = (most: number) => {
  /** In the order they came. */
  const standings = new Map<Socket, Standing>();
  return {
    add: (socket: Socket): void => {
      if (standings.size >= most) {
        const [leaving] = [...standings].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
        standings.delete(leaving);
        leaving.destroy();
      }
      standings.set(socket, 0);
      socket.once('close', () => standings.delete(socket));
    },
    raise: (socket: Socket, standing: Standing): void => {
      if ((standings.get(socket) ?? 2) < standing) standings.set(socket, standing);
    },
  };
};
