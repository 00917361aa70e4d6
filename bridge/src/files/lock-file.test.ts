import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findHolder, readLock, takeLock } from './lock-file.ts';
import { takeProcessLock } from './process-lock.ts';

const createFile = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'kurrier-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return path.join(folder, 'bridge.lock');
};
const take = async (file: string, answers = false) => {
  const taken = await takeLock(file, async () => answers);
  if (taken.ok) onTestFinished(taken.value.release);
  return taken;
};
/** A process that lives as long as the tests do, and is not this one. */
const somebody = process.ppid;
const dayMs = 24 * 60 * 60_000;

test('one holds the lock, says where it is, and leaves nothing behind but what the lock lies on', async () => {
  const file = await createFile();
  const lock = await takeLock(file, async () => false);
  if (!lock.ok) throw new Error('not taken');
  expect(await readLock(file)).toMatchObject({ value: { pid: process.pid, port: 0 } });
  await lock.value.publish({ port: 1234, bridgeId: 'b' });
  for (const name of ['bridge.lock', 'in-use.sqlite']) expect((await stat(path.join(path.dirname(file), name))).mode & 0o777).toBe(0o600);
  expect(await readLock(file)).toMatchObject({ value: { pid: process.pid, port: 1234, bridgeId: 'b' } });
  expect(await findHolder(file)).toMatchObject({ lock: { pid: process.pid, port: 1234 } });
  await lock.value.release();
  expect(await readdir(path.dirname(file))).toEqual(['in-use.sqlite']);
  expect(await findHolder(file)).toBeNull();
});

test.each([
  ['a process id that is somebody else’s by now', { pid: somebody, port: 1234, since: 0 }],
  ['the process id of this process, used before', { pid: process.pid, port: 1234, since: 0 }],
  ['the first process of the system', { pid: 1, port: 1234, since: 0 }],
  ['a start that never came to an end', { pid: somebody, port: 0, since: 0 }],
  ['a start a moment ago', { pid: somebody, port: 0, since: Date.now() }],
  ['a clock that was ahead', { pid: somebody, port: 0, since: Date.now() + 365 * dayMs }],
  ['a clock that was ahead, with a port', { pid: somebody, port: 1234, since: Date.now() + 365 * dayMs }],
  ['a process that is gone', { pid: 2 ** 22 + 1, port: 1234, since: 0 }],
  ['a process id that is none', { pid: -1, port: 70_000, since: -1 }],
])('nobody holds the lock, and the file tells of %s: it is taken', async (_, lock) => {
  const file = await createFile();
  await writeFile(file, JSON.stringify({ bridgeId: 'b', ...lock }), { mode: 0o600 });
  expect(await take(file)).toMatchObject({ ok: true });
  expect(await readLock(file)).toMatchObject({ value: { pid: process.pid, port: 0 } });
});

test.each([
  ['a bridge that answers', { pid: somebody, port: 1234, since: 0 }, true],
  ['a bridge that does not answer', { pid: somebody, port: 1234, since: 0 }, false],
  ['a bridge that does not answer, of a clock that was ahead', { pid: somebody, port: 1234, since: Date.now() + dayMs }, false],
  ['a bridge that starts', { pid: somebody, port: 0, since: Date.now() }, false],
  ['a bridge that has been starting for a day', { pid: somebody, port: 0, since: Date.now() - dayMs }, false],
])('the lock is held by %s: it is named, not replaced', async (_, lock, answers) => {
  const file = await createFile();
  const held = takeProcessLock(path.join(path.dirname(file), 'in-use.sqlite'))!;
  onTestFinished(held.release);
  await writeFile(file, JSON.stringify({ bridgeId: 'b', ...lock }), { mode: 0o600 });
  expect(await take(file, answers)).toEqual({ ok: false, failure: { kind: 'running', lock: { bridgeId: 'b', ...lock }, answers } });
  expect(await readLock(file)).toMatchObject({ value: lock });
});

test('a holder that has not said who it is yet is not mistaken for the one before it', async () => {
  const file = await createFile();
  const held = takeProcessLock(path.join(path.dirname(file), 'in-use.sqlite'))!;
  onTestFinished(held.release);
  await writeFile(file, JSON.stringify({ bridgeId: 'b', pid: 2 ** 22 + 1, port: 1234, since: 0 }), { mode: 0o600 });
  expect(await take(file, true)).toEqual({ ok: false, failure: { kind: 'running', lock: null, answers: false } });
});

test('a bridge of a version that knew the file alone is not started beside', async () => {
  const file = await createFile();
  const lock = { pid: somebody, port: 1234, bridgeId: 'b', since: 0 };
  await writeFile(file, JSON.stringify(lock), { mode: 0o600 });
  expect(await take(file, true)).toEqual({ ok: false, failure: { kind: 'running', lock, answers: true } });
  expect(await take(file, false)).toMatchObject({ ok: true });
});

test.each(['bridge.lock', 'in-use.sqlite'])('%s: broken it is replaced, one that others can write is refused', async (name) => {
  const file = await createFile();
  await writeFile(path.join(path.dirname(file), name), '{'.repeat(4096), { mode: 0o600 });
  expect(await take(file)).toMatchObject({ ok: true });
  const open = await createFile();
  await writeFile(path.join(path.dirname(open), name), '{}', { mode: 0o644 });
  expect(await take(open)).toMatchObject({ failure: { kind: 'not-private', problem: 'mode' } });
});

test.each([
  ['nothing', ''],
  ['a blank', ' '],
  ['null', 'null'],
  ['a list', '[]'],
  ['half of it', '{"pid":1,"po'],
  ['zeros, as after a power failure', '\0'.repeat(4096)],
  ['depths', '['.repeat(200_000)],
  ['a process id beyond all', JSON.stringify({ pid: 2 ** 40, port: 1, bridgeId: 'b', since: 0 })],
  ['a process id that is infinite', '{"pid":1e400,"port":1,"bridgeId":"b","since":0}'],
  ['what a later version may add', JSON.stringify({ pid: 1, port: 1, bridgeId: 'b', since: 0, host: 'here' })],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1])],
])('a lock file that holds %s blocks nothing, and lets nobody in where the lock is held', async (_, content) => {
  const file = await createFile();
  await writeFile(file, content, { mode: 0o600 });
  const taken = await take(file);
  expect(taken.ok).toBe(true);
  await writeFile(file, content, { mode: 0o600 });
  expect(await take(file)).toMatchObject({ ok: false, failure: { kind: 'running' } });
});

test.each([
  ['nothing', ''],
  ['text', 'garbage'.repeat(1_000)],
  ['zeros', '\0'.repeat(4_096)],
  ['the beginning of a database', 'SQLite format 3\0'],
  ['a damaged database', `SQLite format 3\0${'\u00ff'.repeat(5_000)}`],
])('what the lock lies on holds %s: one gets it, and one only', async (_, content) => {
  const file = await createFile();
  await writeFile(path.join(path.dirname(file), 'in-use.sqlite'), content, { mode: 0o600 });
  expect((await take(file)).ok).toBe(true);
  expect(await take(file)).toMatchObject({ ok: false, failure: { kind: 'running' } });
});

test.each(['bridge.lock', 'in-use.sqlite'])('a folder in the place of %s is named with what mends it', async (name) => {
  const file = await createFile();
  await mkdir(path.join(path.dirname(file), name));
  expect(await take(file)).toMatchObject({ ok: false, failure: { kind: 'not-private', problem: 'wrong-type' } });
});
