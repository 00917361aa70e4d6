import { Readable } from 'node:stream';
import type { KeyValueStore } from './batch-writer.ts';
import { longestInStore, type Spool } from './spool.ts';

/** A piece has at least this length, and about as much as what it is put together of. */
const pieceLength = 512 * 1024;
const keyOf = (id: string, piece: number): string => `${id}:${String(piece).padStart(6, '0')}`;

/** What is used of the store. */
type PieceStore = Pick<KeyValueStore, 'get' | 'setMany' | 'deleteMany' | 'iterator' | 'sync'>;

/** Copies the content of a message from one place of pieces into another. */
export const copyPieces = async (id: string, from: PieceStore, to: PieceStore): Promise<void> => {
  for (let piece = 0; ; piece++) {
    const value = await from.get(keyOf(id, piece));
    if (value === undefined) break;
    await to.setMany([{ key: keyOf(id, piece), value }]);
  }
  await to.sync();
};

/**
 * Long messages in the store itself, in pieces, where every bridge that may have to send them reaches them. Memory does not grow with their
 * size. The last piece is empty: what has none was not kept to its end.
 */
export const createStoredSpool = (store: PieceStore): Spool => {
  const remove = async (id: string): Promise<void> => {
    for (let piece = 0; (await store.get(keyOf(id, piece))) !== undefined; piece++) await store.deleteMany([keyOf(id, piece)]);
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
      let size = 0;
      let piece = 0;
      let rest: Buffer[] = [];
      let restLength = 0;
      const put = async (): Promise<void> => {
        await store.setMany([{ key: keyOf(id, piece++), value: Buffer.concat(rest).toString('base64') }]);
        [rest, restLength] = [[], 0];
      };
      for await (const chunk of (Buffer.isBuffer(content) ? [content] : content) as AsyncIterable<Buffer>) {
        size += chunk.length;
        rest.push(chunk);
        restLength += chunk.length;
        if (restLength >= pieceLength) await put();
      }
      if (piece === 0 && restLength <= longestInStore) return { size, text: Buffer.concat(rest).toString() };
      if (restLength > 0) await put();
      await put();
      await store.sync();
      return { size };
    },
    read: (id) => Readable.from(pieces(id)),
    remove,
    async sweep(known) {
      const left = new Set<string>();
      for await (const [key] of store.iterator()) left.add(key.slice(0, key.lastIndexOf(':')));
      for (const id of left) if (!known.has(id)) await remove(id);
    },
  };
};
