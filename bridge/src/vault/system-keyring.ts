import { randomBytes } from 'node:crypto';
import type { Keyring } from './key-storage.ts';

const service = 'kurrier';
/** Long enough for a person to unlock the keyring when it asks. */
const longestProbeMs = 30_000;

/**
 * The system's keyring, where there is one that works: an entry is written and read back to find out, because libraries load
 * without a running keyring, and locked ones read as empty. Null otherwise.
 */
export const openSystemKeyring = (): Promise<Keyring | null> =>
  Promise.race([probe(), new Promise<null>((resolve) => setTimeout(resolve, longestProbeMs, null).unref())]);

const probe = async (): Promise<Keyring | null> => {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    const keyring: Keyring = (name) => {
      const entry = new AsyncEntry(service, name);
      return { get: async () => (await entry.getPassword()) ?? null, set: (text) => entry.setPassword(text) };
    };
    const text = randomBytes(16).toString('hex');
    const entry = new AsyncEntry(service, 'probe');
    await entry.setPassword(text);
    const isWorking = (await entry.getPassword()) === text;
    await entry.deletePassword();
    return isWorking ? keyring : null;
  } catch {
    // Whatever is wrong with the keyring or its optional library, the answer is the key file.
    return null;
  }
};
