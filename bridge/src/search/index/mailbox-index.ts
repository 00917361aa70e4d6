import type { LRUCache } from 'lru-cache';
import * as z from 'zod/mini';
import type { DerivedRecords } from '../../mail-store/derived-records.ts';
import type { MailCipher } from '../../vault/mail-cipher.ts';
import { parseStored } from '../../mail-store/derived-records.ts';
import type { PageHead } from './page-head.ts';

/** What searches read again and again, of all mailboxes together. */
export interface IndexCaches {
  heads: LRUCache<string, PageHead>;
  blocks: LRUCache<string, Buffer>;
}

/** The index of one mailbox: a page of words beside each page of messages, under the same key. */
export interface MailboxIndex {
  /** Another number each time the mailbox was forgotten. */
  generation(): number;
  /** The keys of pages that are there, or were begun. */
  keys(): Promise<number[]>;
  /** Null where there is none, or none that opens. */
  readHead(key: number): Promise<PageHead | null>;
  /** A block of the page as `head` describes it; null: the page was written anew meanwhile. */
  readBlock(key: number, head: PageHead, block: number): Promise<Buffer | null>;
  /** Writes a page, in the place of the one before; false: the mailbox was forgotten meanwhile. */
  write(generation: number, key: number, page: { head: Omit<PageHead, 'version'>; blocks: readonly Buffer[] }): Promise<boolean>;
  remove(generation: number, key: number): Promise<void>;
}

/** For each page the most blocks that it has ever had: named before they are written, so that none can lie there unnamed. */
const Directory = z.record(z.string(), z.number());
type Directory = z.infer<typeof Directory>;

const directoryKey = 'pages';
const headKey = (key: number): string => `head:${key}`;
/** Two versions lie side by side, and no more: a third one takes the place of the first. */
const blockKey = (key: number, version: number, block: number): string => `block:${key}:${version % 2}:${block}`;

/** Opens the index of a mailbox; `mailboxId` is bound to every record of it. */
export const openMailboxIndex = (
  records: DerivedRecords,
  { cipher, mailboxId, caches }: { cipher: MailCipher; mailboxId: string; caches: IndexCaches },
): MailboxIndex => {
  let known: { generation: number; directory: Directory } | null = null;
  const headPlace = (key: number): string => `search ${mailboxId} ${key}`;
  const blockPlace = (key: number, version: number, block: number): string => `search ${mailboxId} ${key} ${version} ${block}`;
  const cached = (key: number): string => `${mailboxId} ${records.generation()} ${key}`;

  const readDirectory = async (): Promise<Directory> => {
    const generation = records.generation();
    if (known?.generation === generation) return known.directory;
    const stored = await records.get(directoryKey);
    const directory = parseStored(Directory, stored) ?? {};
    known = { generation, directory };
    return directory;
  };

  const writeDirectory = async (generation: number, directory: Directory): Promise<boolean> => {
    const isWritten = await records.write(generation, [[directoryKey, JSON.stringify(directory)]]);
    if (isWritten) known = { generation, directory };
    return isWritten;
  };

  const readHead: MailboxIndex['readHead'] = async (key) => {
    const found = caches.heads.get(cached(key));
    if (found) return found;
    const sealed = await records.get(headKey(key));
    const plain = sealed === undefined ? null : cipher.open(headPlace(key), sealed);
    if (!plain) return null;
    const head = JSON.parse(plain.toString()) as PageHead;
    caches.heads.set(cached(key), head, { size: plain.length * 2 });
    return head;
  };

  return {
    generation: () => records.generation(),
    keys: async () => Object.keys(await readDirectory()).map(Number),
    readHead,
    async readBlock(key, { version }, block) {
      const name = `${cached(key)} ${version} ${block}`;
      const found = caches.blocks.get(name);
      if (found) return found;
      const sealed = await records.get(blockKey(key, version, block));
      const plain = sealed === undefined ? null : cipher.open(blockPlace(key, version, block), sealed);
      if (plain) caches.blocks.set(name, plain, { size: Math.max(1, plain.length) });
      return plain;
    },
    async write(generation, key, { head, blocks }) {
      const directory = await readDirectory();
      const most = Math.max(directory[key] ?? 0, blocks.length);
      if (most !== directory[key] && !(await writeDirectory(generation, { ...directory, [key]: most }))) return false;
      const version = ((await readHead(key))?.version ?? 0) + 1;
      const written: PageHead = { version, ...head };
      const isWritten = await records.write(generation, [
        ...blocks.map((block, at) => [blockKey(key, version, at), cipher.seal(blockPlace(key, version, at), block)] as const),
        [headKey(key), cipher.seal(headPlace(key), Buffer.from(JSON.stringify(written)))],
      ]);
      caches.heads.delete(cached(key));
      if (isWritten) await records.remove(Array.from({ length: most }, (_, at) => blockKey(key, version + 1, at)));
      return isWritten;
    },
    async remove(generation, key) {
      const { [key]: most = 0, ...others } = await readDirectory();
      caches.heads.delete(cached(key));
      const blocks = Array.from({ length: most }, (_, at) => [blockKey(key, 0, at), blockKey(key, 1, at)]).flat();
      await records.remove([headKey(key), ...blocks]);
      await writeDirectory(generation, others);
    },
  };
};
