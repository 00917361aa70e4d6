import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { storageProblemOf } from './storage-problem-of.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'storage-error-'));
afterAll(() => rmSync(folder, { recursive: true }));

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

const fileWith = (content: string): string => {
  const file = path.join(folder, `${Math.random()}.sqlite`);
  writeFileSync(file, content);
  return file;
};
const inMemory = (sql: string) => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (a TEXT)');
  return thrownBy(() => database.exec(sql));
};
const readOnly = () => {
  const file = fileWith('');
  new DatabaseSync(file).exec('CREATE TABLE t (a TEXT)');
  return thrownBy(() => new DatabaseSync(file, { readOnly: true }).exec("INSERT INTO t VALUES ('x')"));
};
const busy = () => {
  const file = fileWith('');
  new DatabaseSync(file).exec('BEGIN EXCLUSIVE');
  return thrownBy(() => new DatabaseSync(file, { timeout: 0 }).exec('CREATE TABLE t (a TEXT)'));
};

test.each([
  ['a disk without room', thrownBy(() => writeFileSync('/dev/full', 'x')), 'disk-full'],
  ['a database that may not grow', inMemory('PRAGMA max_page_count = 2; INSERT INTO t VALUES (zeroblob(100000))'), 'disk-full'],
  ['a database that may not be written', readOnly(), 'disk-read-only'],
  ['a folder that is not there', thrownBy(() => openSync(path.join(folder, 'none/file'), 'a')), 'disk-read-only'],
  ['a file where a folder should be', thrownBy(() => openSync(path.join(fileWith(''), 'file'), 'a')), 'disk-read-only'],
  ['no database', thrownBy(() => new DatabaseSync(fileWith('x'.repeat(5000))).exec('SELECT * FROM sqlite_schema')), 'store-damaged'],
  ['a database that somebody holds', busy(), 'store-busy'],
])('%s is told from what the system really says', (_, error, problem) => {
  expect(storageProblemOf(error)).toBe(problem);
  expect(storageProblemOf(new Error('outer', { cause: new Error('middle', { cause: error }) }))).toBe(problem);
});

test.each([
  ['EDQUOT', 'write', 'disk-full'],
  ['EROFS', 'open', 'disk-read-only'],
  ['EACCES', 'mkdir', 'disk-read-only'],
  ['EIO', 'read', 'disk-failing'],
  ['EUCLEAN', 'fsync', 'disk-failing'],
  ['EMFILE', 'open', 'files-exhausted'],
  ['EACCES', 'connect', null],
  ['EPERM', 'kill', null],
  ['ENOENT', 'spawn node', null],
  ['ENOENT', undefined, null],
])('%s of %s is %s', (code, syscall, problem) => {
  expect(storageProblemOf(Object.assign(new Error('x'), { code, syscall }))).toBe(problem);
});

test('an extended code of SQLite counts as what it extends', () => {
  expect(storageProblemOf(Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 11 + 256 * 3 }))).toBe('store-damaged');
  expect(storageProblemOf(Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 1 }))).toBeNull();
});

test('nothing that is no error of files is taken for one', async () => {
  const refused = await new Promise((resolve) => connect(1, '127.0.0.1').on('error', resolve));
  const circle = new Error('circle');
  circle.cause = circle;
  for (const error of [refused, circle, new TypeError('x'), 'ENOSPC', null, undefined]) expect(storageProblemOf(error)).toBeNull();
});
