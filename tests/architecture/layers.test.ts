import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const node = builtinModules.flatMap((name) => [name, `node:${name}`]);
const capabilities = ['accounts', 'verify', 'discover', 'sync', 'send', 'pairing'];

/** Folder → what its files may import: other layers of this table, packages, or `node` for Node's own modules. */
const mayImport: Record<string, string[]> = {
  'shared/src/channel': [],
  'shared/src': ['zod'],
  'bridge/src/classify': ['shared/src'],
  'bridge/src/protocol': ['shared/src', 'bridge/src/classify', 'nodemailer', '@mongodb-js/saslprep', 'node'],
  ...Object.fromEntries(capabilities.map((name) => [`bridge/src/${name}`, ['shared/src', 'zod', 'node']])),
  'bridge/src/pairing': ['shared/src', 'shared/src/channel', 'bridge/src/files', 'zod', 'node'],
  'bridge/src/server': ['shared/src', 'shared/src/channel', 'hono', 'zod', 'node'],
  'bridge/src/discover': ['shared/src', 'zod', 'node', '@rgrove/parse-xml', 'tldts'],
  'bridge/src/events': ['shared/src', 'node'],
  'bridge/src/sync': ['shared/src', 'zod', 'node', 'postal-mime', 'html-to-text'],
  'bridge/src/store': ['shared/src', 'keyv', 'node'],
  'bridge/src/files': ['shared/src', 'zod', 'node'],
  'bridge/src/vault': ['shared/src', 'bridge/src/files', 'zod', 'node', '@napi-rs/keyring'],
  'bridge/src': ['*'],
  'bridge/src/cli': ['*'],
  'extension/ui': ['shared/src', 'extension/model', 'preact', '@preact/signals'],
  'extension/model': ['shared/src', '@preact/signals'],
  'extension/app': ['*'],
  'extension/entrypoints': ['*'],
  extension: ['shared/src', 'shared/src/channel', 'wxt'],
};

const layerOf = (file: string): string | undefined =>
  Object.keys(mayImport)
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
    const allowed = mayImport[layer]!;
    return importsOf(file)
      .map((specifier) => target(file, specifier))
      .filter((to) => to !== layer && !allowed.includes(to) && !allowed.includes('*'))
      .map((to) => `${file} imports ${to}; ${layer} may import only ${allowed.join(', ') || 'nothing'}`);
  });
  expect(violations).toEqual([]);
  expect(sources.length).toBeGreaterThan(5);
});
