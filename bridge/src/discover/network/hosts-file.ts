import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

const systemFile =
  process.platform === 'win32' ? `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts` : '/etc/hosts';

/** How long a reading counts: some block lists make the file long. */
const rememberMs = 10_000;

/** The addresses that this computer's hosts file gives a name (lower case), or undefined where it does not name it. Never rejects. */
export type LookUpInHosts = (name: string) => Promise<string[] | undefined>;

export const createLookUpInHosts = (file = systemFile): LookUpInHosts => {
  let reading: Promise<Map<string, string[]>> | undefined;
  return async (name) => {
    if (!reading) {
      reading = readFile(file, 'utf8').then(parseHosts, () => new Map<string, string[]>()); // without the file nothing is named
      setTimeout(() => (reading = undefined), rememberMs).unref();
    }
    return (await reading).get(name);
  };
};

/** Reads lines of an address, its names and a comment (hosts(5)). */
const parseHosts = (text: string): Map<string, string[]> => {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.split('#')[0]!.trim().toLowerCase().split(/\s+/);
    if (isIP(address)) for (const name of names) hosts.set(name, [...(hosts.get(name) ?? []), address]);
  }
  return hosts;
};
