import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { programFileWords } from '@kurrier/shared/words/program/program-file';
import { packModule, type Chunk } from '../../tools/release/pack.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'packed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'kurrier.mjs');

const run = (entry: string, later: readonly Chunk[], atStart: readonly Chunk[] = []): unknown => {
  writeFileSync(file, packModule([{ name: 'entry.cjs', code: entry }, ...atStart], later));
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
};
const print = (value: string): string => `console.log(JSON.stringify(${value}));`;

test('every text comes back as it was, of any length and in any script', () => {
  const texts = [
    ...Array.from({ length: 9 }, (_, length) => 'x'.repeat(length)),
    'äß€漢😀\u2028\u2029',
    '`${\\\\}` */ // --> \0',
    'π'.repeat(70_000),
  ];
  const later = texts.map((text, index) => ({ name: `${index}.cjs`, code: `module.exports = ${JSON.stringify(text)};` }));
  expect(run(print(`${JSON.stringify(later.map(({ name }) => `./${name}`))}.map((name) => require(name))`), later)).toEqual(texts);
});

test('chunks share what they require, see the file that they are in, and may require each other in a circle', () => {
  const later = [
    { name: 'a.cjs', code: `exports.name = 'a'; exports.other = require('./b.cjs').name; exports.places = [__filename, __dirname];` },
    { name: 'b.cjs', code: `const { name } = require('./a.cjs'); exports.name = 'b after ' + name;` },
  ];
  const atStart = [
    { name: 'c.cjs', code: `exports.isSame = require('./a.cjs') === require('./a.cjs'); exports.path = require('node:path').sep;` },
  ];
  expect(run(print(`{ ...require('./c.cjs'), ...require('./a.cjs') }`), later, atStart)).toEqual({
    isSame: true,
    path: path.sep,
    name: 'a',
    other: 'b after a',
    places: [file, folder],
  });
});

test('a chunk that failed is run anew when it is required once more', () => {
  const later = [
    {
      name: 'a.cjs',
      code: `globalThis.runs = (globalThis.runs ?? 0) + 1; exports.half = true; if (runs < 3) throw new Error('no ' + runs); exports.runs = runs;`,
    },
  ];
  const entry = `const said = []; for (let i = 0; i < 4; i++) try { said.push(require('./a.cjs')); } catch (error) { said.push(error.message); }`;
  expect(run(`${entry} ${print('said')}`, later)).toEqual(['no 1', 'no 2', { half: true, runs: 3 }, { half: true, runs: 3 }]);
});

test('what a start does not need is one line of comment', () => {
  run(print('1'), [{ name: 'a.cjs', code: 'module.exports = 1;' }]);
  expect(readFileSync(file, 'latin1').split('\n').at(-1)).toMatch(/^\/\/[#-w]+$/);
});

test.each(['another in its place', 'nothing'])('a program that runs goes on after an upgrade or a removal left %s', (left) => {
  const replace = left === 'nothing' ? '' : `fs.writeFileSync(__filename, 'another version');`;
  const entry = `const fs = require('node:fs'); fs.rmSync(__filename); ${replace} ${print(`require('./a.cjs')`)}`;
  expect(run(entry, [{ name: 'a.cjs', code: `module.exports = 'as it was';` }])).toBe('as it was');
});

/** 40 KB that nothing makes shorter. */
const noise = Array.from({ length: 4_000 }, (_, at) => Math.imul(at + 1, 2_654_435_761) >>> 0).join();
const saysDamaged = (prepare: string, damage: (bytes: Buffer) => Buffer, isBefore: boolean): void => {
  const entry = `${prepare}; try { require('./a.cjs'); } catch ({ message }) { ${print('message')} }`;
  const packed = Buffer.from(packModule([{ name: 'entry.cjs', code: entry }], [{ name: 'a.cjs', code: `module.exports = '${noise}';` }]));
  writeFileSync(file, isBefore ? damage(packed) : packed);
  writeFileSync(`${file}.damaged`, damage(packed));
  const said: unknown = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
  expect(said).toBe(`${file}: ${programFileWords.isDamaged}`);
};
const cut = (missing: number) => (bytes: Buffer) => bytes.subarray(0, -missing);
const changed = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 9 ? (byte === 40 ? 41 : 40) : byte)));

test.each<[what: string, damage: (bytes: Buffer) => Buffer]>([
  ['cut short by a byte', cut(1)],
  ['cut short by half of a part', cut(12_000)],
  ['changed in one letter', changed],
  ['made of other bytes', (bytes) => Buffer.alloc(bytes.length, 'x')],
])('a file that is %s while it runs says so, and runs nothing of it', (_what, damage) => {
  // Written in its place, as `cp` does: it is the same file that is held open.
  saysDamaged(`const fs = require('node:fs'); fs.writeFileSync(__filename, fs.readFileSync(__filename + '.damaged'))`, damage, false);
});

test.each<[what: string, damage: (bytes: Buffer) => Buffer]>([
  ['cut short by a byte', cut(1)],
  ['cut short by half of a part', cut(12_000)],
  ['changed in one letter', changed],
  ['longer by a line', (bytes) => Buffer.concat([bytes, Buffer.from('\n')])],
])('a file that was %s before it started says so, too', (_what, damage) => saysDamaged('', damage, true));
