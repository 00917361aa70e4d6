import { createHash } from 'node:crypto';

/**
 * Whether the replies of a family are set aside as a measure: nobody reads them before the rules and the training are frozen at a commit.
 * The name alone decides (its SHA-256 modulo 3 is 0), so that nobody chooses.
 */
export const isSetAside = (family: string): boolean => BigInt(`0x${createHash('sha256').update(family).digest('hex')}`) % 3n === 0n;
