import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Wire } from '../../../bridge/src/net/wire.ts';

/** Reads one unit of what a server sends, in packets as they come from a network. */
export const feed = (bytes: Buffer, read: (wire: Wire) => Promise<unknown>, packetBytes = 1400): Promise<unknown> => {
  const socket = Object.assign(new EventEmitter(), {
    isPaused: () => false,
    pause: () => undefined,
    resume: () => undefined,
    destroy: () => undefined,
    write: () => true,
    writable: true,
  });
  const wire = new Wire(socket as unknown as Socket, new AbortController().signal);
  const over = new AbortController();
  const ended = read(wire)
    // Closed before it was whole, or too much of it.
    .catch(() => undefined)
    .finally(() => over.abort());
  const send = async () => {
    for (let at = 0; at < bytes.length && !over.signal.aborted; at += packetBytes) {
      socket.emit('data', Buffer.from(bytes.subarray(at, at + packetBytes)));
      await Promise.resolve();
    }
    socket.emit('end');
  };
  return Promise.all([ended, send()]);
};
