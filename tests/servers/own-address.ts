import { networkInterfaces } from 'node:os';

/** The machine's first IPv4 address that is not loopback: what the rules for other machines are tested on. */
export const ownAddress = (): string => {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const found = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  if (!found) throw new Error('this machine has no IPv4 address besides loopback: the rules for other machines cannot be tested');
  return found.address;
};
