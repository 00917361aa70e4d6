import { connect, type Socket } from 'node:net';
import { codeError, type ProtocolError } from '../protocol-error.ts';

/** How long one address is waited for before the next one is tried beside it (RFC 8305 §5). */
const attemptDelayMs = 250;

/** What one failed address says about the host, the most telling first: a dead family must not hide what the other one said. */
const tellingOrder = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * Connects to the first address that answers: one after the other at short intervals, all under one signal. The others are closed.
 * Rejects with what became of each address when none answers, or when the signal says so.
 */
export const raceAddresses = (addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const open = new Map<Socket, string>();
    const failed: { address: string; code: string }[] = [];
    let next = 0;
    let timer: NodeJS.Timeout | undefined;

    const settle = (winner?: Socket) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      for (const socket of open.keys()) if (socket !== winner) socket.destroy();
    };
    const onAbort = () => {
      settle();
      const tried = [...failed, ...[...open.values()].map((address) => ({ address, code: 'ETIMEDOUT' }))];
      const reason = signal.reason as ProtocolError;
      reject(reason.evidence?.error?.code === 'DEADLINE' ? codeError('DEADLINE', { ...reason.evidence, addresses: tried }) : reason);
    };
    const onFailure = (socket: Socket, address: string, code: string) => {
      open.delete(socket);
      failed.push({ address, code });
      if (next < addresses.length) tryNext();
      else if (open.size === 0) {
        settle();
        const codes = failed.map((each) => each.code);
        reject(codeError(tellingOrder.find((each) => codes.includes(each)) ?? code, { addresses: failed }));
      }
    };
    const tryNext = () => {
      clearTimeout(timer);
      const address = addresses[next++];
      if (address === undefined) return;
      const socket = connect({ host: address, port, autoSelectFamily: false, noDelay: true });
      open.set(socket, address);
      const fail = (error: NodeJS.ErrnoException) => onFailure(socket, address, error.code ?? 'UNKNOWN');
      socket.on('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        settle(socket);
        // Whoever takes the socket attaches its own listeners in a later tick.
        socket.on('error', () => {});
        resolve(socket);
      });
      if (next < addresses.length) timer = setTimeout(tryNext, attemptDelayMs);
    };

    if (signal.aborted) onAbort();
    else {
      signal.addEventListener('abort', onAbort);
      tryNext();
    }
  });
