import type { Socket } from 'node:net';

const mostBytes = 8 * 1024;

/** Collects what a server says until it is complete. Rejects when the connection ends first, or when it says more than 8 kB. */
export const readUntil = (socket: Socket, isComplete: (text: string) => boolean): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    const stop = () => socket.off('data', read).off('error', fails).off('close', closed);
    const fails = (error: Error) => {
      stop();
      reject(error);
    };
    const closed = () => fails(new Error('connection closed'));
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.length > mostBytes) return fails(new Error('too much was said'));
      if (!isComplete(text)) return;
      stop();
      resolve(text);
    };
    socket.on('data', read).on('error', fails).on('close', closed);
  });
