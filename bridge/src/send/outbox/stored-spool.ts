import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { KeyValueStore } from './batch-writer.ts';
import { longestInStore, type Spool, type SpooledContent } from './spool.ts';

/** A piece has at least this length, and about as much as what it is put together of. */
const pieceLength = 512 * 1024;
const numberLength = 6;
const keyOf = (id: string, piece: number): string => `${id}:${String(piece).padStart(numberLength, '0')}`;

/** What is used of the store. */
type PieceStore = Pick<KeyValueStore, 'get' | 'setMany' | 'deleteMany' | 'iterator' | 'sync'>;

/** Which pieces a content is made of: the numbers below `count`, and what all of them are together, SHA-256 in Base64url. */
export interface PieceList {
  count: number;
  sha256: string;
}

export interface StoredSpool extends Spool {
  keep(id: string, content: Buffer | Readable): Promise<SpooledContent & { pieces?: PieceList }>;
  /** With `count`, so many are removed though one of them be missing. */
  remove(id: string, count?: number): Promise<void>;
  /** The messages of which something lies there, and below which number all of their pieces are. */
  counts(): Promise<ReadonlyMap<string, number>>;
}

/**
 * Copies the content of a message from one place of pieces into another, each under an id of its own; false, and nothing is left there, where
 * it is not what `pieces` says. Without that it is copied as far as it goes.
 */
export const copyPieces = async (
  from: { store: PieceStore; id: string; pieces?: PieceList | undefined },
  to: { store: PieceStore; id: string },
): Promise<boolean> => {
  const hash = createHash('sha256');
  let piece = 0;
  for (; piece < (from.pieces?.count ?? Number.POSITIVE_INFINITY); piece++) {
    const value = await from.store.get(keyOf(from.id, piece));
    if (typeof value !== 'string') break;
    hash.update(value, 'base64');
    await to.store.setMany([{ key: keyOf(to.id, piece), value }]);
  }
  const isWhole = !from.pieces || (piece === from.pieces.count && hash.digest('base64url') === from.pieces.sha256);
  if (!isWhole) await createStoredSpool(to.store).remove(to.id, piece);
  await to.store.sync();
  return isWhole;
};

/**
 * Long messages in the store itself, in pieces, where every bridge that may have to send them reaches them. Memory does not grow with their
 * size. The last piece is empty: what has none was not kept to its end.
 */
export const createStoredSpool = (store: PieceStore): StoredSpool => {
  const remove = async (id: string, count = 0): Promise<void> => {
    for (let piece = 0; piece < count || (await store.get(keyOf(id, piece))) !== undefined; piece++)
      await store.deleteMany([keyOf(id, piece)]);
  };
  const counts = async (): Promise<ReadonlyMap<string, number>> => {
    const found = new Map<string, number>();
    for await (const [key] of store.iterator()) {
      const end = key.lastIndexOf(':');
      const id = key.slice(0, end);
      const piece = Number(key.slice(end + 1, end + 1 + numberLength));
      found.set(id, Math.max(found.get(id) ?? 0, Number.isInteger(piece) ? piece + 1 : 0));
    }
    return found;
  };
  async function* pieces(id: string): AsyncGenerator<Buffer> {
    for (let piece = 0; ; piece++) {
      const stored = await store.get(keyOf(id, piece));
      if (typeof stored !== 'string') throw new Error('a piece of the message is not in the store');
      if (stored === '') return;
      yield Buffer.from(stored, 'base64');
    }
  }
  return {
    async keep(id, content) {
      if (Buffer.isBuffer(content) && content.length <= longestInStore) return { size: content.length, text: content.toString() };
      const hash = createHash('sha256');
      let size = 0;
      let count = 0;
      let rest: Buffer[] = [];
      let restLength = 0;
      const put = async (): Promise<void> => {
        const piece = Buffer.concat(rest);
        hash.update(piece);
        await store.setMany([{ key: keyOf(id, count++), value: piece.toString('base64') }]);
        [rest, restLength] = [[], 0];
      };
      for await (const chunk of (Buffer.isBuffer(content) ? [content] : content) as AsyncIterable<Buffer>) {
        size += chunk.length;
        rest.push(chunk);
        restLength += chunk.length;
        if (restLength >= pieceLength) await put();
      }
      if (count === 0 && restLength <= longestInStore) return { size, text: Buffer.concat(rest).toString() };
      if (restLength > 0) await put();
      await put();
      await store.sync();
      return { size, pieces: { count, sha256: hash.digest('base64url') } };
    },
    read: (id) => Readable.from(pieces(id)),
    remove,
    counts,
    async sweep(known) {
      // The first of them may be gone: a removal was cut short.
      for (const [id, count] of await counts()) if (!known.has(id)) await remove(id, count);
    },
  };
};
