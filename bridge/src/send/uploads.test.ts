import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createUploads, type UploadState } from './uploads.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'uploads-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const begin = async (size: number) => (await createUploads(dir).begin({ size })) as UploadState;

test('pieces add up to the file, also over a restart in between', async () => {
  const { uploadId } = await begin(6);
  expect(await createUploads(dir).append({ uploadId, offset: 0 }, Buffer.from('abc'))).toMatchObject({ offset: 3, size: 6 });
  const uploads = createUploads(dir);
  expect(await uploads.state({ uploadId })).toMatchObject({ offset: 3 });
  expect(await uploads.append({ uploadId, offset: 3 }, Buffer.from('def'))).toMatchObject({ offset: 6 });
  expect((await buffer(uploads.read(uploadId))).toString()).toBe('abcdef');
});

test.each([
  ['sent twice, because the answer was lost', 0, 'abc'],
  ['from further on', 4, 'ef'],
  ['longer than was declared', 3, 'defg'],
])('a piece %s changes nothing and is told where to go on', async (_name, offset, piece) => {
  const { uploadId } = await begin(6);
  const uploads = createUploads(dir);
  await uploads.append({ uploadId, offset: 0 }, Buffer.from('abc'));
  expect(await uploads.append({ uploadId, offset }, Buffer.from(piece))).toMatchObject({ offset: 3 });
  expect((await buffer(uploads.read(uploadId))).toString()).toBe('abc');
});

test('the same piece twice at once is taken once', async () => {
  const { uploadId } = await begin(6);
  const uploads = createUploads(dir);
  const answers = await Promise.all([1, 2].map(() => uploads.append({ uploadId, offset: 0 }, Buffer.from('abc'))));
  expect(answers).toMatchObject([{ offset: 3 }, { offset: 3 }]);
  expect((await buffer(uploads.read(uploadId))).toString()).toBe('abc');
});

test('names that are no upload are not found, whatever they look like', async () => {
  const uploads = createUploads(dir);
  for (const uploadId of ['../../etc/passwd', '', 'x'.repeat(22)])
    expect(await uploads.state({ uploadId })).toEqual({ refused: 'not-found' });
});

test('an upload that nobody goes on with is removed after two days, a younger one stays', async () => {
  const old = await begin(1);
  const young = await begin(1);
  for (const name of readdirSync(dir).filter((file) => file.startsWith(old.uploadId))) utimesSync(path.join(dir, name), 1, 1);
  await createUploads(dir).sweep();
  expect(readdirSync(dir).every((name) => name.startsWith(young.uploadId))).toBe(true);
});
