import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLock, takeLock } from './lock-file.ts';

const createFolder = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kurrier-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};
const never = async () => false;
/** A process that lives as long as the tests do, and is not this one. */
const somebody = process.ppid;

test('one holds the lock, says its port, and leaves nothing behind', async () => {
  const folder = await createFolder();
  const file = path.join(folder, 'bridge.lock');
  const lock = await takeLock(file, 'b', never);
  if (!lock.ok) throw new Error('not taken');
  await lock.value.setPort(1234);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readLock(file)).toMatchObject({ value: { pid: process.pid, port: 1234, bridgeId: 'b' } });
  await lock.value.release();
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['a bridge that answers', { pid: somebody, port: 1234, since: 0 }, true, 'running'],
  ['a bridge that starts', { pid: somebody, port: 0, since: Date.now() }, false, 'running'],
  ['a process id that is somebody else’s by now', { pid: somebody, port: 1234, since: 0 }, false, 'taken'],
  ['a start that never came to an end', { pid: somebody, port: 0, since: 0 }, false, 'taken'],
  ['a process that is gone', { pid: 2 ** 22 + 1, port: 1234, since: 0 }, true, 'taken'],
])('meets the lock of %s', async (_, lock, answers, expected) => {
  const file = path.join(await createFolder(), 'bridge.lock');
  await writeFile(file, JSON.stringify({ bridgeId: 'b', ...lock }), { mode: 0o600 });
  const taken = await takeLock(file, 'b', async () => answers);
  expect(taken).toMatchObject(expected === 'taken' ? { ok: true } : { ok: false, failure: { kind: 'running', lock } });
});

test('a broken lock is replaced, one that others can write is refused', async () => {
  const file = path.join(await createFolder(), 'bridge.lock');
  await writeFile(file, '{', { mode: 0o600 });
  expect(await takeLock(file, 'b', never)).toMatchObject({ ok: true });
  const open = path.join(await createFolder(), 'bridge.lock');
  await writeFile(open, '{}', { mode: 0o644 });
  expect(await takeLock(open, 'b', never)).toMatchObject({ failure: { kind: 'not-private', problem: 'mode' } });
});
