import type { Socket } from 'node:net';
import { nameOfServerWork } from '../current-work.ts';
import { Wire } from '../wire.ts';
import type { Opening } from './server-dialect.ts';

/** A wire on this socket that belongs to the attempt, and is heard by the wire log where there is one. */
export const openWire = <Connection>({ settings, dialect, attempt, deps, secrets }: Opening<Connection>, socket: Socket): Wire => {
  const tap = deps.wireLog?.({ leg: dialect.leg, host: settings.host, port: settings.port, secrets });
  return new Wire(socket, attempt.signal, { work: nameOfServerWork(settings), tap });
};
