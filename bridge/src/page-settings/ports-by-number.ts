import type { Fact } from './piece-facts.ts';
import type { Protocol } from './split-by-protocol.ts';

/** Ports that are of one protocol wherever they stand (RFC 8314, IANA). */
const protocolOfPort = new Map<number, Protocol>([
  [143, 'imap'],
  [993, 'imap'],
  [110, 'pop'],
  [995, 'pop'],
  [25, 'smtp'],
  [465, 'smtp'],
  [587, 'smtp'],
]);

/**
 * Facts whose ports are those of their protocol: `Port 993` below a server for everything is that of IMAP, and 995 beside 993 is not. A port
 * that goes elsewhere has no host there.
 */
export const sortPorts = (facts: readonly Fact[]): Fact[] =>
  facts.flatMap((fact): Fact[] => {
    if (fact.protocol === 'other') return [fact];
    const isOwn = (port: number): boolean => (protocolOfPort.get(port) ?? fact.protocol) === fact.protocol;
    const moved = fact.ports
      .filter(({ port }) => !isOwn(port))
      .map((port) => ({ protocol: protocolOfPort.get(port.port)!, host: null, ports: [port], security: fact.security }));
    return moved.length === 0 ? [fact] : [{ ...fact, ports: fact.ports.filter(({ port }) => isOwn(port)) }, ...moved];
  });
