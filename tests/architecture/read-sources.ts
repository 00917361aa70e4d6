import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The root of the repository. */
export const root = path.resolve(import.meta.dirname, '../..');

/** One source file of the product, tests left out, with what it imports. */
export interface Source {
  /** From the root, with forward slashes. */
  file: string;
  imports: Import[];
}

export interface Import {
  specifier: string;
  /** The file, where it is one of ours. */
  file: string | undefined;
  /** What follows the word `import`: names, `type` or nothing. */
  clause: string;
}

const isSource = (name: string): boolean => /\.tsx?$/.test(name) && !/node_modules|\.(?:test|d)\.tsx?$|\.output|\.wxt/.test(name);

/** Every source of extension, bridge and shared. */
export const readSources = (): Source[] =>
  ['shared', 'bridge', 'extension'].flatMap((top) =>
    readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
      .map((name) => `${top}/${name.replaceAll(path.sep, '/')}`)
      .filter(isSource)
      .map((file) => ({ file, imports: readImports(file) })),
  );

const statement =
  /(?:^|\n)\s*(?:import|export)\b(?<clause>[^'";]*?)\bfrom\s+'(?<from>[^']+)'|(?:^|\n)import\s+'(?<bare>[^']+)'|\bimport\('(?<lazy>[^']+)'\)/g;

const readImports = (file: string): Import[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(statement)].map(({ groups }) => {
    const specifier = (groups!.from ?? groups!.bare ?? groups!.lazy)!;
    return { specifier, file: resolve(file, specifier), clause: groups!.clause?.trim() ?? '' };
  });

const resolve = (file: string, specifier: string): string | undefined => {
  if (specifier.startsWith('@kurrier/shared/')) return `shared/src/${specifier.slice('@kurrier/shared/'.length)}.ts`;
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return existsSync(path.join(root, target)) ? target : undefined;
};
