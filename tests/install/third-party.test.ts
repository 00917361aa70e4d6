import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeLicences, findDependencies } from '../../tools/licences.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
const outside = (part: string) =>
  Object.keys(read(path.join(root, part, 'package.json'))['dependencies'] as object).filter((name) => !name.startsWith('@kurrier/'));
const shipped = [...outside('bridge'), ...outside('extension'), `node-${process.platform}-${process.arch}`];

test('a release names every package in it, with its hash and the text of its licence', () => {
  const out = mkdtempSync(path.join(tmpdir(), 'kurrier-release-'));
  try {
    execFileSync(process.execPath, [path.join(root, 'tools/third-party.mjs'), '--out', out], { stdio: 'ignore' });
    const licences = readFileSync(path.join(out, 'licences.txt'), 'utf8');
    const { components } = read(path.join(out, 'sbom.cdx.json')) as {
      components: { purl: string; externalReferences?: { hashes?: unknown[] }[] }[];
    };
    for (const name of shipped) {
      expect(licences).toContain(`\n${name} `.slice(licences.startsWith(name) ? 1 : 0));
      const component = components.find(({ purl }) => purl.startsWith(`pkg:npm/${name.replace('@', '%40')}@`));
      expect(
        component?.externalReferences?.some(({ hashes }) => hashes?.length),
        name,
      ).toBe(true);
    }
    expect(licences).not.toContain('vitest');
    for (const file of ['licences.txt', 'sbom.cdx.json']) expect(readFileSync(path.join(out, file), 'utf8')).not.toContain(root);
  } finally {
    rmSync(out, { recursive: true });
  }
});

test('what a package needs ships with it: the dependencies of dependencies are named', () => {
  const names = findDependencies(['bridge']).map((folder) => path.basename(folder));
  expect(names).toEqual(expect.arrayContaining(['htmlparser2', 'tldts-core', 'sparse-bitfield']));
});

test('a package that says nothing of its licence is an error; one without the text is named with where to find it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-package-'));
  try {
    const write = (name: string, fields: object) => {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...fields }));
      return path.join(folder, name);
    };
    const silent = write('silent', {});
    const textless = write('textless', { license: 'ISC', homepage: 'https://textless.example' });
    expect(() => describeLicences([textless, silent])).toThrow('silent says nothing of its licence');
    expect(describeLicences([textless])).toBe('textless 1.0.0 (ISC)\n\nThe package has no text of it; see https://textless.example\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
