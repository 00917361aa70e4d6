import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './read-sources.ts';
import { rooms } from './rooms.ts';
import { whereToOpen } from './paths.ts';

const begin = (name: string) => `<!-- ${name}: written by \`npm run docs\` -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

const headOf = (folder: string): string => {
  const file = path.join(root, folder, 'README.md');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replaceAll('\n', ' ') : '';
};

const shown = (name: string): string => (name === '*' ? 'everything' : name.replace('bridge/src/', '').replace('shared/src', 'shared'));

const describeRooms = (): string =>
  [
    '| Room | Holds | May import |',
    '| --- | --- | --- |',
    ...rooms.map(({ folder, mayImport }) => `| \`${folder}\` | ${headOf(folder)} | ${mayImport.map(shown).join(', ') || 'nothing'} |`),
  ].join('\n');

const describePaths = (): string =>
  [
    '| To change | Open |',
    '| --- | --- |',
    ...whereToOpen.map(([change, ...paths]) => `| ${change} | ${paths.map((name) => `\`${name}\``).join(', ')} |`),
  ].join('\n');

/** ARCHITECTURE.md with its two tables as the data has them; the rest of the page stays as it is written. */
export const describeArchitecture = (page: string): string =>
  Object.entries({ rooms: describeRooms(), paths: describePaths() }).reduce((text, [name, table]) => {
    const [before, rest] = text.split(begin(name));
    const after = rest?.split(end(name))[1];
    if (after === undefined) throw new Error(`ARCHITECTURE.md has no place for the table of ${name}`);
    return `${before}${begin(name)}\n\n${table}\n\n${end(name)}${after}`;
  }, page);
