import type { Readable, Writable } from 'node:stream';

/** A command of the DevTools protocol that was refused or not answered in time. */
export class DevtoolsError extends Error {}

/** Longer messages than this are no answer to what is asked here. */
const longestMessage = 1024 * 1024;

/**
 * Speaks the DevTools protocol over `--remote-debugging-pipe`: NUL-terminated JSON on file descriptors 3 and 4,
 * which nobody but the parent process can reach, unlike a debugging port.
 */
export const createDevtoolsPipe = (write: Writable, read: Readable) => {
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  let buffered = '';
  let lastId = 0;

  const endAll = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new DevtoolsError(reason));
    waiting.clear();
  };
  read.setEncoding('utf8');
  read.on('data', (chunk: string) => {
    buffered += chunk;
    const messages = buffered.split('\0');
    buffered = messages.pop() ?? '';
    if (buffered.length > longestMessage) endAll('the browser’s answer is too long');
    for (const text of messages) {
      const { id, result, error } = JSON.parse(text) as { id?: number; result?: Record<string, unknown>; error?: { message: string } };
      const call = id === undefined ? undefined : waiting.get(id);
      if (id === undefined || !call) continue;
      waiting.delete(id);
      if (error) call.reject(new DevtoolsError(error.message));
      else call.resolve(result ?? {});
    }
  });
  for (const stream of [write, read]) stream.on('error', (error) => endAll(error.message));
  read.on('close', () => endAll('the browser closed the connection'));

  /** Resolves to the command's result; rejects with a `DevtoolsError` when it is refused or not answered in `timeoutMs`. */
  return (method: string, params: Record<string, unknown>, timeoutMs = 10_000): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      const id = lastId;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new DevtoolsError(`no answer to ${method}`));
      }, timeoutMs);
      waiting.set(id, {
        resolve: (result) => {
          clearTimeout(timer);
          resolve(result);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      write.write(`${JSON.stringify({ id, method, params })}\0`);
    });
};
