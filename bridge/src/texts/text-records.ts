import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createQueue } from '../async/serial-queue.ts';
import * as z from 'zod/mini';
import { parseStored, type DerivedRecords } from '../mail-store/derived-records.ts';
import type { KeptText } from '../messages/texts/kept-texts.ts';
import type { MailCipher } from '../vault/mail-cipher.ts';

/** What is known of a kept text without opening it. */
export interface TextEntry {
  /** Bytes in the store. */
  bytes: number;
  /** When the message came, milliseconds since 1970. */
  receivedAt: number;
  isPartial: boolean;
}

/** The directory as it is stored: columns of equal length. It names a text before that is written, so that none can lie there unnamed. */
const StoredDirectory = z.object({
  uids: z.array(z.number()),
  bytes: z.array(z.number()),
  /** Seconds since 1970. */
  dates: z.array(z.number()),
  partial: z.array(z.number()),
});
type StoredDirectory = z.infer<typeof StoredDirectory>;

/** The kept texts of one mailbox. */
export interface TextRecords {
  /** Another number each time the mailbox was forgotten. */
  generation(): number;
  entries(): Promise<ReadonlyMap<number, TextEntry>>;
  /** Null where there is none, or none that opens. */
  read(uid: number): Promise<KeptText | null>;
  /** Adds texts of messages as they were in this generation of the mailbox. */
  add(generation: number, texts: readonly { uid: number; receivedAt: number; text: KeptText }[]): Promise<void>;
  remove(uids: readonly number[]): Promise<void>;
}

const directoryKey = 'directory';
const keyOf = (uid: number): string => `text:${uid}`;
/** A text is inflated to no more than this. */
const longestText = 16 * 1024 * 1024;

/** Opens the texts of a mailbox; `mailboxId` is bound to each of them. */
export const openTextRecords = (records: DerivedRecords, cipher: MailCipher, mailboxId: string): TextRecords => {
  const inTurn = createQueue();
  let known: { generation: number; entries: Map<number, TextEntry> } | null = null;
  const placeOf = (uid: number): string => `text ${mailboxId} ${uid}`;

  const load = async (): Promise<Map<number, TextEntry>> => {
    const generation = records.generation();
    if (known?.generation === generation) return known.entries;
    const stored = await records.get(directoryKey);
    const entries = readDirectory(parseStored(StoredDirectory, stored));
    known = { generation, entries };
    return entries;
  };

  const seal = (uid: number, text: KeptText): string => cipher.seal(placeOf(uid), deflateRawSync(JSON.stringify(text), { level: 4 }));

  return {
    generation: () => records.generation(),
    entries: load,
    async read(uid) {
      if (!(await load()).has(uid)) return null;
      const sealed = await records.get(keyOf(uid));
      const plain = sealed === undefined ? null : cipher.open(placeOf(uid), sealed);
      return plain && (JSON.parse(inflateRawSync(plain, { maxOutputLength: longestText }).toString()) as KeptText);
    },
    add: (generation, texts) =>
      inTurn(async () => {
        const entries = new Map(await load());
        const sealed = texts.map(({ uid, text }) => [keyOf(uid), seal(uid, text)] as const);
        for (const [at, { uid, receivedAt, text }] of texts.entries())
          entries.set(uid, { bytes: sealed[at]![1].length, receivedAt, isPartial: text.isPartial });
        const isWritten = await records.write(generation, [[directoryKey, writeDirectory(entries)], ...sealed]);
        if (isWritten && records.generation() === generation) known = { generation, entries };
      }),
    remove: (uids) =>
      inTurn(async () => {
        const generation = records.generation();
        const entries = new Map(await load());
        const gone = uids.filter((uid) => entries.delete(uid));
        if (gone.length === 0) return;
        await records.remove(gone.map(keyOf));
        if (await records.write(generation, [[directoryKey, writeDirectory(entries)]])) known = { generation, entries };
      }),
  };
};

const readDirectory = (stored: StoredDirectory | undefined): Map<number, TextEntry> =>
  new Map(
    stored?.uids.map((uid, at) => [
      uid,
      { bytes: stored.bytes[at] ?? 0, receivedAt: (stored.dates[at] ?? 0) * 1000, isPartial: stored.partial[at] === 1 },
    ]),
  );

const writeDirectory = (entries: ReadonlyMap<number, TextEntry>): string => {
  const all = [...entries.values()];
  const directory: StoredDirectory = {
    uids: [...entries.keys()],
    bytes: all.map(({ bytes }) => bytes),
    dates: all.map(({ receivedAt }) => Math.floor(receivedAt / 1000)),
    partial: all.map(({ isPartial }) => (isPartial ? 1 : 0)),
  };
  return JSON.stringify(directory);
};
