import { readFileSync, existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findCircles } from './find-circles.ts';
import { readSources, root, type Import } from './read-sources.ts';
import { roomOf, rooms } from './rooms.ts';

const sources = readSources();
const nodeModules = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
/** One finds a thing by its name in so many files. */
const mostSources = 20;

const nameOf = ({ specifier, file }: Import): string => {
  if (file) return roomOf(file)?.folder ?? `(no room) ${file}`;
  if (nodeModules.has(specifier)) return 'node';
  const words = specifier.split('/');
  return words.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
};

test('every file belongs to a room, and imports only what its room may import', () => {
  const violations = sources.flatMap(({ file, imports }) => {
    const room = roomOf(file);
    if (!room) return [`${file} belongs to no room: move it, or add its folder to tests/architecture/rooms.ts`];
    return imports
      .map(nameOf)
      .filter((name) => name !== room.folder && !room.mayImport.includes(name) && !room.mayImport.includes('*'))
      .map((name) => `${file} imports ${name}; ${room.folder} may import only ${room.mayImport.join(', ') || 'nothing'}`);
  });
  expect(violations).toEqual([]);
  expect(sources.length).toBeGreaterThan(500);
});

test('no files import each other in a circle, and no rooms', () => {
  const files = new Map(sources.map(({ file, imports }) => [file, new Set(imports.flatMap((entry) => entry.file ?? []))]));
  expect(findCircles(files)).toEqual([]);
  const between = new Map<string, Set<string>>(rooms.map(({ folder }) => [folder, new Set()]));
  for (const { file, imports } of sources) {
    const from = roomOf(file)!.folder;
    for (const entry of imports) {
      const to = entry.file && roomOf(entry.file)?.folder;
      if (to && to !== from) between.get(from)!.add(to);
    }
  }
  expect(findCircles(between)).toEqual([]);
});

test('a folder holds some twenty sources of one idea, and its README says in two lines which', () => {
  const folders = Map.groupBy(sources, ({ file }) => path.posix.dirname(file));
  const problems = [...folders].flatMap(([folder, files]) => {
    const head = path.join(root, folder, 'README.md');
    const lines = existsSync(head) ? readFileSync(head, 'utf8').trimEnd().split('\n') : [];
    return [
      ...(files.length > mostSources ? [`${folder} holds ${files.length} sources: it is two ideas`] : []),
      ...(lines.length === 0 || lines.length > 2 ? [`${folder}/README.md has to say in one or two lines what belongs there`] : []),
    ];
  });
  expect(problems).toEqual([]);
});

test('sockets to mail servers are opened in net alone', () => {
  const opens = /\b(?:connect|createConnection|Socket|TLSSocket|net|tls|dgram|default)\b/;
  const offenders = sources.flatMap(({ file, imports }) =>
    imports
      .filter(({ specifier }) => /^(?:node:)?(?:net|tls|dgram|http2)$/.test(specifier))
      .filter(({ clause }) => !clause.startsWith('type') && opens.test(clause.replaceAll(/\btype \w+/g, '')))
      .filter(() => roomOf(file)?.folder !== 'bridge/src/net')
      .map(({ specifier, clause }) => `${file} imports ${clause} of ${specifier}: ask bridge/src/net for a connection`),
  );
  expect(offenders).toEqual([]);
});
