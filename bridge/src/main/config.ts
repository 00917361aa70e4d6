import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The options that every command has which talks to mail servers. */
export const mailOptions = {
  /** Additional certificate authorities, PEM files: for people with a private CA. */
  ca: { type: 'string', multiple: true, default: [] as string[] },
  /** HOST:PORT:ADDRESS:PORT, as curl's: connect elsewhere; names and certificates stay as typed. */
  'connect-to': { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Where a bridge keeps its things. The keys lie apart from the store, so that a copy of one is worth nothing without the other. */
export interface Folders {
  store: string;
  keys: string;
}

const userFolders = (): Folders => {
  const home = os.homedir();
  if (process.platform === 'darwin')
    return { store: path.join(home, 'Library/Application Support/Kurrier'), keys: path.join(home, 'Library/Preferences/Kurrier') };
  if (process.platform === 'win32') {
    const local = process.env.LOCALAPPDATA ?? path.join(home, 'AppData/Local');
    return {
      store: path.join(local, 'Kurrier/Data'),
      keys: path.join(process.env.APPDATA ?? path.join(home, 'AppData/Roaming'), 'Kurrier'),
    };
  }
  return {
    store: path.join(process.env.XDG_DATA_HOME ?? path.join(home, '.local/share'), 'kurrier'),
    keys: path.join(process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'), 'kurrier'),
  };
};

/** The folders of the user, or two folders below `--data DIR`. */
export const foldersFor = (dataDir: string | undefined): Folders =>
  dataDir === undefined ? userFolders() : { store: path.resolve(dataDir, 'store'), keys: path.resolve(dataDir, 'keys') };

/** A file that was named and cannot be used; the message names it, and says why. */
export class ConfigurationError extends Error {}

/** Reads additional CA certificates, PEM. Throws a `ConfigurationError` where one cannot be read or holds no certificate. */
export const readCaFiles = (files: string[]): string[] =>
  files.map((file) => {
    const pem = readText(file);
    if (!pem.includes('-----BEGIN CERTIFICATE-----')) throw new ConfigurationError(`${file} holds no PEM certificate`);
    return pem;
  });

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`, { cause: error });
  }
};
