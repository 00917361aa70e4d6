import { expect, test } from 'vitest';
import type { Call } from '../call.ts';
import { createAttachments, type AppendPiece, type AttachedFile } from './attachments-model.ts';

const MiB = 1024 * 1024;

/** A bridge that stores uploads, and fails where the test says so. */
const createBridge = () => {
  const stored = new Map<string, { size: number; bytes: Uint8Array[] }>();
  const pieces: { offset: number; size: number }[] = [];
  const asked: string[] = [];
  const offsetOf = (uploadId: string) => stored.get(uploadId)!.bytes.reduce((sum, { length }) => sum + length, 0);
  const stateOf = (uploadId: string) =>
    stored.has(uploadId) ? { uploadId, size: stored.get(uploadId)!.size, offset: offsetOf(uploadId) } : { refused: 'not-found' as const };
  const call = ((name, body) => {
    asked.push(name);
    const { size, uploadId } = body as { size: number; uploadId: string };
    if (name === 'upload.state') return Promise.resolve({ ok: true, value: stateOf(uploadId) });
    if (name === 'upload.discard') return Promise.resolve({ ok: true, value: { discarded: stored.delete(uploadId) } });
    const id = `upload-${stored.size}`;
    stored.set(id, { size, bytes: [] });
    return Promise.resolve({ ok: true, value: { uploadId: id, size, offset: 0 } });
  }) as Call;
  /** By the count of the piece: what becomes of it. */
  const fates = new Map<number, 'lost' | 'answer-lost' | 'forgotten'>();
  const append: AppendPiece = async ({ uploadId, offset, piece }) => {
    const fate = fates.get(pieces.length);
    pieces.push({ offset, size: piece.size });
    if (fate === 'lost') return { ok: false, failure: 'not-running' };
    if (fate === 'forgotten') stored.delete(uploadId);
    if (!stored.has(uploadId)) return { ok: true, value: { refused: 'not-found' } };
    if (offset === offsetOf(uploadId)) stored.get(uploadId)!.bytes.push(new Uint8Array(await piece.arrayBuffer()));
    if (fate === 'answer-lost') return { ok: false, failure: 'bridge-error' };
    return { ok: true, value: stateOf(uploadId) };
  };
  const bytesOf = (uploadId: string | null) => Buffer.concat(stored.get(uploadId ?? '')?.bytes ?? []);
  return { call, append, fates, pieces, asked, stored, bytesOf };
};

const fileOf = (name: string, size: number, type = 'application/pdf') => {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = (index * 31 + (index >> 8)) % 256;
  return new File([bytes], name, { type });
};

const createModel = (bridge: ReturnType<typeof createBridge>, options: { limit?: number; restored?: AttachedFile[] } = {}) => {
  let id = 0;
  return createAttachments({
    call: bridge.call,
    append: bridge.append,
    sleep: () => Promise.resolve(),
    createId: () => `f${(id += 1)}`,
    limit: () => options.limit ?? null,
    onChange: () => {},
    ...(options.restored && { restored: options.restored }),
  });
};

const untilSettled = async (model: ReturnType<typeof createAttachments>) => {
  while (model.files.value.some(({ progress }) => progress.state === 'uploading')) await new Promise((resolve) => setTimeout(resolve, 0));
};

test('files go up in pieces of at most 1 MiB, byte for byte', async () => {
  const bridge = createBridge();
  const model = createModel(bridge);
  const file = fileOf('a.pdf', 2 * MiB + 5);
  model.add([file, fileOf('empty', 0)]);
  await untilSettled(model);
  expect(bridge.pieces).toEqual([
    { offset: 0, size: MiB },
    { offset: MiB, size: MiB },
    { offset: 2 * MiB, size: 5 },
  ]);
  const [first] = model.files.value;
  expect(bridge.bytesOf(first!.uploadId).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  expect(model.files.value.map(({ progress }) => progress.state)).toEqual(['done', 'done']);
});

test.each(['lost', 'answer-lost'] as const)('a break costs one piece: %s', async (fate) => {
  const bridge = createBridge();
  bridge.fates.set(1, fate);
  const model = createModel(bridge);
  const file = fileOf('a.pdf', 3 * MiB);
  model.add([file]);
  await untilSettled(model);
  expect(bridge.pieces.length).toBeLessThanOrEqual(4);
  expect(bridge.bytesOf(model.files.value[0]!.uploadId).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});

test('an upload that the bridge does not know any more begins anew', async () => {
  const bridge = createBridge();
  bridge.fates.set(1, 'forgotten');
  const model = createModel(bridge);
  model.add([fileOf('a.pdf', 2 * MiB)]);
  await untilSettled(model);
  expect(bridge.pieces.map(({ offset }) => offset)).toEqual([0, MiB, 0, MiB]);
  expect(model.files.value[0]).toMatchObject({ offset: 2 * MiB, progress: { state: 'done' } });
});

test('breaks do not add up while the upload gets on', async () => {
  const bridge = createBridge();
  for (let piece = 1; piece < 60; piece += 2) bridge.fates.set(piece, 'lost');
  const model = createModel(bridge);
  model.add([fileOf('a.pdf', 15 * MiB)]);
  await untilSettled(model);
  expect(model.files.value[0]).toMatchObject({ offset: 15 * MiB, progress: { state: 'done' } });
});

test('gives up after some tries, and goes on when asked to', async () => {
  const bridge = createBridge();
  for (let piece = 0; piece < 9; piece += 1) bridge.fates.set(piece, 'lost');
  const model = createModel(bridge);
  model.add([fileOf('a.pdf', 10)]);
  await untilSettled(model);
  expect(model.files.value[0]?.progress).toEqual({ state: 'failed', reason: 'bridge' });
  model.retry('f1');
  await untilSettled(model);
  expect(model.files.value[0]?.progress).toEqual({ state: 'done' });
});

test('what does not fit is said before anything is uploaded', async () => {
  const bridge = createBridge();
  const model = createModel(bridge, { limit: 100 });
  model.add([fileOf('large', 101), fileOf('first', 60), fileOf('second', 60)]);
  expect(model.refused.value).toEqual([
    { name: 'large', size: 101, reason: 'too-large', limit: 100 },
    { name: 'second', size: 60, reason: 'together-too-large', limit: 100 },
  ]);
  await untilSettled(model);
  expect(model.files.value.map(({ name }) => name)).toEqual(['first']);
});

test('after a reload a file goes on where it stopped, once it is chosen again', async () => {
  const bridge = createBridge();
  const before = createModel(bridge);
  const file = fileOf('a.pdf', 2 * MiB);
  for (let piece = 1; piece < 10; piece += 1) bridge.fates.set(piece, 'lost');
  before.add([file]);
  await untilSettled(before);
  bridge.fates.clear();
  const restored = JSON.parse(JSON.stringify(before.files.value)) as AttachedFile[];
  const after = createModel(bridge, { restored });
  expect(after.files.value[0]).toMatchObject({ name: 'a.pdf', offset: MiB, progress: { state: 'interrupted' } });
  after.add([file]);
  await untilSettled(after);
  expect(after.files.value).toHaveLength(1);
  expect(bridge.bytesOf(after.files.value[0]!.uploadId).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});

test('a file that was removed is discarded, and nothing more of it goes up', async () => {
  const bridge = createBridge();
  const model = createModel(bridge);
  model.add([fileOf('a.pdf', 50 * MiB)]);
  while (bridge.pieces.length < 2) await new Promise((resolve) => setTimeout(resolve, 0));
  model.remove('f1');
  const { length } = bridge.pieces;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(bridge.pieces.length).toBeLessThanOrEqual(length + 1);
  expect(bridge.stored.size).toBe(0);
});

test('a file that cannot be read any more says so', async () => {
  const bridge = createBridge();
  const model = createAttachments({
    call: bridge.call,
    append: () => Promise.reject(new Error('NotReadableError')),
    sleep: () => Promise.resolve(),
    createId: () => 'f1',
    limit: () => null,
    onChange: () => {},
  });
  model.add([fileOf('a\r\nb.pdf', 10, 'not a type')]);
  await untilSettled(model);
  expect(model.files.value[0]).toMatchObject({
    name: 'ab.pdf',
    type: 'application/octet-stream',
    progress: { state: 'failed', reason: 'unreadable' },
  });
});
