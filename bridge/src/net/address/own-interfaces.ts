import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/**
 * The addresses of this computer, those of its loopback among them; null where the system cannot say them. To ask takes a file descriptor,
 * and where all are taken that throws.
 */
export const readOwnInterfaces = (read: typeof networkInterfaces = networkInterfaces): NetworkInterfaceInfo[] | null => {
  try {
    return Object.values(read()).flatMap((list) => list ?? []);
  } catch {
    return null;
  }
};
