import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeArchitecture } from './describe-architecture.ts';
import { whereToOpen } from './paths.ts';
import { readSources, root } from './read-sources.ts';

const page = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');

test('ARCHITECTURE.md has the tables that the tests enforce (`npm run docs` writes them)', () => {
  expect(page).toBe(describeArchitecture(page));
});

test('no page that explains the code names a path that is not there', () => {
  const dead = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md', 'docs/security.md'].flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/`((?:bridge|extension|shared|tests|docs)\/[\w./-]+)`/g)]
      .map(([, name]) => name!)
      .filter((name) => !existsSync(path.join(root, name)))
      .map((name) => `${file}: ${name}`),
  );
  expect(dead).toEqual([]);
});

test('every folder with sources can be found by what one wants to change', () => {
  const named = new Set(whereToOpen.flatMap(([, ...paths]) => paths));
  const folders = new Set(readSources().map(({ file }) => path.posix.dirname(file)));
  expect([...folders].filter((folder) => !named.has(folder))).toEqual([]);
});
