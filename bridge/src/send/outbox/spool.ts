import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';

/** A finished message: short ones as text, to lie in the store; long ones in a file. */
export type SpooledContent = { size: number; text: string } | { size: number; text?: undefined };

export interface Spool {
  /** Takes all of the content. A long one is in its file durably when this resolves. */
  keep(id: string, content: Buffer | Readable): Promise<SpooledContent>;
  read(id: string): Readable;
  remove(id: string): Promise<void>;
  /** Removes files of messages that are not in the outbox: left behind by a process that was ended while it accepted them. */
  sweep(known: ReadonlySet<string>): Promise<void>;
}

/** Up to this length a message lies in the store, and is sent with one write. */
export const longestInStore = 48 * 1024;

/** Files of long messages in one folder, readable by the owner only. Memory does not grow with their size. */
export const createSpool = (folder: string): Spool => {
  const fileOf = (id: string) => path.join(folder, `${id}.eml`);

  const keepInFile = async (id: string, first: Buffer, rest: AsyncIterator<Buffer>): Promise<number> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = `${fileOf(id)}.part`;
    await using file = await open(temporary, 'w', 0o600);
    let size = 0;
    for (let piece: Buffer | undefined = first; piece;) {
      await file.write(piece);
      size += piece.length;
      const next = await rest.next();
      piece = next.done ? undefined : next.value;
    }
    await file.sync();
    await rename(temporary, fileOf(id));
    await using directory = await open(folder);
    await directory.sync();
    return size;
  };

  return {
    async keep(id, content) {
      if (Buffer.isBuffer(content) && content.length <= longestInStore) return { size: content.length, text: content.toString() };
      const stream = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      const pieces: Buffer[] = [];
      let size = 0;
      const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
      try {
        for (let next = await source.next(); !next.done; next = await source.next()) {
          pieces.push(next.value);
          size += next.value.length;
          if (size > longestInStore) return { size: await keepInFile(id, Buffer.concat(pieces), source) };
        }
      } finally {
        if (!stream.readableEnded) stream.destroy();
      }
      return { size, text: Buffer.concat(pieces).toString() };
    },
    read: (id) => createReadStream(fileOf(id), { highWaterMark: 64 * 1024 }),
    remove: (id) => rm(fileOf(id), { force: true }),
    async sweep(known) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder))
        if (!known.has(name.replace(/\.eml$/, ''))) await rm(path.join(folder, name), { force: true });
    },
  };
};
