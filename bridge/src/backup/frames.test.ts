import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFrameSealer, openFrames, type Frame } from './frames.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-frames-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = Buffer.alloc(32, 1);
const header = '{"kurrierBackup":1}';
const frames: Frame[] = [
  { kind: 'file', name: 'accounts.sqlite' },
  { kind: 'bytes', bytes: Buffer.from('some accounts') },
  { kind: 'bytes', bytes: Buffer.alloc(0) },
  { kind: 'file', name: 'vault.json' },
  { kind: 'end' },
];
const seal = (list: readonly Frame[] = frames, firstLine = header): Buffer[] => {
  const sealer = createFrameSealer(key, firstLine);
  return list.map((frame) => sealer(frame));
};
const readAll = async (bytes: Buffer, withKey = key): Promise<(Frame | null)[]> => {
  const file = path.join(folder, 'backup');
  writeFileSync(file, bytes);
  await using handle = await open(file);
  const opened: (Frame | null)[] = [];
  for await (const frame of openFrames(handle, 0, withKey, header)) opened.push(frame);
  return opened;
};

test('what was sealed opens in its order', async () => {
  expect(await readAll(Buffer.concat(seal()))).toEqual(frames);
});

test('however it is changed, cut or put together anew, it never opens to its end', async () => {
  const whole = Buffer.concat(seal());
  const flipped = Array.from(whole, (byte, place) => Buffer.from(whole).fill(byte ^ 1, place, place + 1));
  const cut = Array.from(whole, (_, place) => whole.subarray(0, place));
  const [first, second, third, ...rest] = seal();
  const anew = [
    [first, third, second, ...rest],
    [first, second, second, third, ...rest],
    [first, second, third, ...rest, ...seal()],
    [first, second, third, ...rest, Buffer.of(0)],
    seal(frames.slice(0, -1)),
    seal(frames, '{"kurrierBackup":1 }'),
  ].map((parts) => Buffer.concat(parts.map((part) => part!)));
  for (const bytes of [...flipped, ...cut, ...anew]) {
    const opened = await readAll(bytes);
    expect(opened.at(-1)).toBeNull();
    expect(opened.slice(0, -1)).toEqual(frames.slice(0, opened.length - 1));
  }
});

test('another key opens nothing', async () => {
  expect(await readAll(Buffer.concat(seal()), Buffer.alloc(32, 2))).toEqual([null]);
});

test('a length that is no length of a frame is not believed', async () => {
  for (const length of [0, 2 ** 31, 2 ** 32 - 1]) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(length);
    expect(await readAll(bytes)).toEqual([null]);
  }
});
