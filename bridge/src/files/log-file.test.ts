import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openLogFile } from './log-file.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'log-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = (problem: string, error: unknown): never => {
  throw new Error(problem, { cause: error });
};

test('a log is appended to, and only its owner can read it, also where others could before', async () => {
  const file = path.join(folder, 'open.log');
  writeFileSync(file, 'before\n');
  chmodSync(file, 0o644);
  const log = await openLogFile(file, never);
  log.write('one');
  log.write('two');
  await log.close();
  expect(readFileSync(file, 'utf8')).toBe('before\none\ntwo\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a link is not followed', async () => {
  const file = path.join(folder, 'link.log');
  writeFileSync(path.join(folder, 'target'), '');
  symlinkSync(path.join(folder, 'target'), file);
  await expect(openLogFile(file, never)).rejects.toMatchObject({ code: 'ELOOP' });
});

test('a log that is full says so and takes nothing more, also when it is opened again', async () => {
  const file = path.join(folder, 'full.log');
  const limits = { fileBytes: 100, waitingBytes: 1_000 };
  for (let round = 0; round < 2; round++) {
    const log = await openLogFile(file, never, limits);
    for (let i = 0; i < 50; i++) log.write('ten bytes');
    await log.close();
  }
  expect(readFileSync(file, 'utf8')).toBe(`${'ten bytes\n'.repeat(9)}[this log is full]\n`);
});

test('lines that the disk does not take in time are counted', async () => {
  const file = path.join(folder, 'slow.log');
  const log = await openLogFile(file, never, { fileBytes: 1_000, waitingBytes: 15 });
  for (let i = 0; i < 5; i++) log.write('ten bytes');
  await log.close();
  expect(readFileSync(file, 'utf8')).toBe('ten bytes\nten bytes\n[3 lines were dropped: the disk is too slow]\n');
});
