import type { IncomingMessage } from 'node:http';

/**
 * Reads a body of exactly `contentLength` bytes within `deadlineMs`. Once `prefixLength` bytes are there, `isWelcome` is asked
 * whether the rest may come. Null for every body that is cut short, late or unwelcome; nothing beyond it is kept.
 */
export const readBody = (
  request: IncomingMessage,
  { contentLength, deadlineMs, prefixLength, isWelcome }: BodyRules,
): Promise<Uint8Array<ArrayBuffer> | null> =>
  new Promise((resolve) => {
    let received = 0;
    let isAsked = prefixLength === 0;
    let body = new Uint8Array(Math.min(contentLength, prefixLength || contentLength));

    const settle = (value: Uint8Array<ArrayBuffer> | null) => {
      clearTimeout(timer);
      request.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close');
      if (!value) request.pause();
      resolve(value);
    };
    const timer = setTimeout(() => settle(null), deadlineMs);

    const take = (chunk: Uint8Array): void => {
      const room = body.length - received;
      body.set(chunk.subarray(0, room), received);
      received += Math.min(room, chunk.length);
      if (isAsked || received < body.length) return;
      if (!isWelcome(body)) {
        settle(null);
        return;
      }
      isAsked = true;
      const whole = new Uint8Array(contentLength);
      whole.set(body);
      body = whole;
      take(chunk.subarray(room));
    };
    request.on('data', take);
    request.on('end', () => settle(received === contentLength ? body : null));
    request.on('close', () => settle(null));
    request.on('error', () => settle(null));
  });

export interface BodyRules {
  contentLength: number;
  deadlineMs: number;
  prefixLength: number;
  isWelcome: (prefix: Uint8Array<ArrayBuffer>) => boolean;
}
