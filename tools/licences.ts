import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');

interface Manifest {
  name: string;
  version: string;
  license?: string;
  homepage?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const findManifest = (name: string, from: string): string | undefined => {
  try {
    const found = findPackageJSON(name, pathToFileURL(from));
    return found && realpathSync(found);
  } catch (error) {
    // An optional package for another system is not installed.
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
};

/** The manifest files of everything that a manifest needs at run time, itself included, each once. */
const followDependencies = (file: string, found = new Set<string>()): Set<string> => {
  if (found.has(file)) return found;
  found.add(file);
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const next = findManifest(name, file);
    if (next) followDependencies(next, found);
  }
  return found;
};

const isLicence = (name: string): boolean => /^(?:licen[cs]e|copying|notice)/i.test(name);

const describePackage = (folder: string): string => {
  const { name, version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const texts = readdirSync(folder).filter(isLicence);
  if (texts.length === 0 && !license) throw new Error(`${name} says nothing of its licence`);
  const bodies = texts.map((text) => readFileSync(path.join(folder, text), 'utf8').trim());
  const elsewhere = `The package has no text of it; see ${homepage ?? `https://www.npmjs.com/package/${name}`}`;
  return [`${name} ${version} (${license ?? 'see below'})`, ...(bodies.length > 0 ? bodies : [elsewhere])].join('\n\n');
};

/** The licences, word for word, of the packages in these folders. Throws where one says nothing of its licence. */
export const describeLicences = (folders: Iterable<string>): string =>
  `${[...new Set(folders)]
    .sort()
    .map(describePackage)
    .join(`\n\n${'-'.repeat(79)}\n\n`)}\n`;

/** The folders of the packages that these parts of the project need at run time: '.' (the runtime of this system), 'bridge', 'extension'. */
export const findDependencies = (parts: readonly string[]): string[] =>
  parts
    .flatMap((part) => [...followDependencies(path.join(root, part, 'package.json'))])
    .filter((file) => path.relative(root, file).startsWith('node_modules'))
    .map((file) => path.dirname(file));
