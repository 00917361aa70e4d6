import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';

const root = path.resolve(import.meta.dirname, '../..');
const node = builtinModules.flatMap((name) => [name, `node:${name}`]);

const layerOf = (file: string): string | undefined =>
  rooms
    .map(({ folder }) => folder)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0];

const sources = ['shared', 'bridge', 'extension'].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .map((name) => `${top}/${name.replaceAll(path.sep, '/')}`)
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|\.test\.tsx?$|\.output|\.wxt/.test(name)),
);

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(path.join(root, file), 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((match) => (match[1] ?? match[2] ?? match[3])!);

const target = (file: string, specifier: string): string => {
  if (specifier.startsWith('@kurrier/shared/'))
    return specifier.startsWith('@kurrier/shared/channel/') ? 'shared/src/channel' : 'shared/src';
  if (specifier.startsWith('.')) return layerOf(path.posix.join(path.posix.dirname(file), specifier)) ?? `(no layer) ${specifier}`;
  if (node.includes(specifier)) return 'node';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
};

test('every file belongs to a layer, and imports only what the table lets its layer import', () => {
  const violations = sources.flatMap((file) => {
    const layer = layerOf(file);
    if (!layer) return [`${file} belongs to no layer: add its folder to the table, or move it`];
    const allowed = rooms.find(({ folder }) => folder === layer)!.mayImport;
    return importsOf(file)
      .map((specifier) => target(file, specifier))
      .filter((to) => to !== layer && !allowed.includes(to) && !allowed.includes('*'))
      .map((to) => `${file} imports ${to}; ${layer} may import only ${allowed.join(', ') || 'nothing'}`);
  });
  expect(violations).toEqual([]);
  expect(sources.length).toBeGreaterThan(5);
});
