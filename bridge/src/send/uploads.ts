import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** An upload nobody added to for this long is removed. */
const keptMs = 48 * 3_600_000;
/** All uploads together. */
const largestTotal = 1024 * 1024 * 1024;

export interface UploadState {
  uploadId: string;
  size: number;
  /** How much is stored: where the next piece starts. */
  offset: number;
}

export interface Uploads {
  begin(request: { size: number }): Promise<UploadState | { refused: 'no-space' }>;
  append(request: { uploadId: string; offset: number }, bytes: Uint8Array): Promise<UploadState | { refused: 'not-found' }>;
  state(request: { uploadId: string }): Promise<UploadState | { refused: 'not-found' }>;
  discard(request: { uploadId: string }): Promise<{ discarded: boolean }>;
  /** The bytes of a complete upload. */
  read(uploadId: string): Readable;
  sweep(): Promise<void>;
}

const notFound = { refused: 'not-found' } as const;

/**
 * Files that come in pieces, resumable after any break: what is stored is the length of the file itself, so there is no
 * second truth. The declared size stands in a file beside it. Pieces of one upload are taken one after the other.
 */
export const createUploads = (folder: string, now: () => number = Date.now): Uploads => {
  const turns = new Map<string, Promise<unknown>>();
  const bytesFile = (uploadId: string) => path.join(folder, `${uploadId}.bytes`);
  const sizeFile = (uploadId: string) => path.join(folder, `${uploadId}.size`);

  const find = async (uploadId: string): Promise<UploadState | undefined> => {
    if (!/^[\w-]{22}$/.test(uploadId)) return undefined;
    try {
      const [size, { size: offset }] = await Promise.all([readFile(sizeFile(uploadId), 'utf8'), stat(bytesFile(uploadId))]);
      return { uploadId, size: Number(size), offset };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };

  const inTurn = async <Value>(uploadId: string, work: () => Promise<Value>): Promise<Value> => {
    const turn = (turns.get(uploadId) ?? Promise.resolve()).then(work, work);
    turns.set(uploadId, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(uploadId) === turn) turns.delete(uploadId);
    }
  };

  const list = async (): Promise<string[]> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return (await readdir(folder)).filter((name) => name.endsWith('.size')).map((name) => name.slice(0, -'.size'.length));
  };

  const remove = (uploadId: string) => Promise.all([bytesFile(uploadId), sizeFile(uploadId)].map((file) => rm(file, { force: true })));

  return {
    async begin({ size }) {
      const sizes = await Promise.all((await list()).map(async (uploadId) => (await find(uploadId))?.size ?? 0));
      if (sizes.reduce((sum, other) => sum + other, size) > largestTotal) return { refused: 'no-space' };
      const uploadId = randomBytes(16).toString('base64url');
      await writeFile(bytesFile(uploadId), '', { mode: 0o600, flag: 'wx' });
      await writeFile(sizeFile(uploadId), String(size), { mode: 0o600, flag: 'wx' });
      return { uploadId, size, offset: 0 };
    },
    append: ({ uploadId, offset }, bytes) =>
      inTurn(uploadId, async () => {
        const upload = await find(uploadId);
        if (!upload) return notFound;
        if (offset !== upload.offset || offset + bytes.length > upload.size) return upload;
        await using file = await open(bytesFile(uploadId), 'r+');
        await file.write(bytes, 0, bytes.length, offset);
        return { ...upload, offset: offset + bytes.length };
      }),
    state: async ({ uploadId }) => (await find(uploadId)) ?? notFound,
    discard: ({ uploadId }) =>
      inTurn(uploadId, async () => {
        if (!(await find(uploadId))) return { discarded: false };
        await remove(uploadId);
        return { discarded: true };
      }),
    read: (uploadId) => createReadStream(bytesFile(uploadId), { highWaterMark: 64 * 1024 }),
    async sweep() {
      for (const uploadId of await list()) {
        const { mtimeMs } = await stat(sizeFile(uploadId));
        const touched = (await find(uploadId)) ? (await stat(bytesFile(uploadId))).mtimeMs : 0;
        if (Math.max(mtimeMs, touched) + keptMs < now()) await remove(uploadId);
      }
    },
  };
};
