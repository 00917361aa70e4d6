import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createQueue } from '../async/serial-queue.ts';
import * as z from 'zod/mini';
import { parseStored, type DerivedRecords } from '../mail-store/derived-records.ts';
import { lacksAttached } from '../messages/texts/kept-attached.ts';
import type { KeptText } from '../messages/texts/kept-texts.ts';
import type { MailCipher } from '../vault/mail-cipher.ts';

/** What is known of a kept text without opening it. */
export interface TextEntry {
  /** Bytes in the store. */
  bytes: number;
  /** When the message came, milliseconds since 1970. */
  receivedAt: number;
  isPartial: boolean;
  /** How often something was kept of messages that lie in it. */
  attachedChanges: number;
  /** Of messages that lie in it there is more on the server. */
  lacksAttached: boolean;
}

/** A text that is to be kept, or what is to be kept in the place of what is there; null: that stays. */
export interface ChangedText {
  uid: number;
  receivedAt: number;
  text: KeptText | ((kept: KeptText | null) => KeptText | null);
}

/** The directory as it is stored: columns of equal length. It names a text before that is written, so that none can lie there unnamed. */
const StoredDirectory = z.object({
  uids: z.array(z.number()),
  bytes: z.array(z.number()),
  /** Seconds since 1970. */
  dates: z.array(z.number()),
  partial: z.array(z.number()),
  /** Changes of what is kept of messages in them, twice, and one more where some of that is lacking; earlier versions kept none. */
  attached: z.optional(z.array(z.number())),
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
  add(generation: number, texts: readonly ChangedText[]): Promise<void>;
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

  const read: TextRecords['read'] = async (uid) => {
    if (!(await load()).has(uid)) return null;
    const sealed = await records.get(keyOf(uid));
    const plain = sealed === undefined ? null : cipher.open(placeOf(uid), sealed);
    return plain && (JSON.parse(inflateRawSync(plain, { maxOutputLength: longestText }).toString()) as KeptText);
  };

  return {
    generation: () => records.generation(),
    entries: load,
    read,
    add: (generation, texts) =>
      inTurn(async () => {
        const entries = new Map(await load());
        const sealed: [key: string, text: string][] = [];
        for (const { uid, receivedAt, text: change } of texts) {
          const text = typeof change === 'function' ? change(await read(uid)) : change;
          if (!text) continue;
          const record = seal(uid, text);
          sealed.push([keyOf(uid), record]);
          const changes = entries.get(uid)?.attachedChanges ?? 0;
          const attachedChanges = text.attached || changes > 0 ? changes + 1 : 0;
          const { isPartial } = text;
          entries.set(uid, { bytes: record.length, receivedAt, isPartial, attachedChanges, lacksAttached: lacksAttached(text) });
        }
        if (sealed.length === 0) return;
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
    stored?.uids.map((uid, at) => {
      const attached = stored.attached?.[at] ?? 0;
      return [
        uid,
        {
          bytes: stored.bytes[at] ?? 0,
          receivedAt: (stored.dates[at] ?? 0) * 1000,
          isPartial: stored.partial[at] === 1,
          attachedChanges: Math.floor(attached / 2),
          lacksAttached: attached % 2 === 1,
        },
      ];
    }),
  );

const writeDirectory = (entries: ReadonlyMap<number, TextEntry>): string => {
  const all = [...entries.values()];
  const directory: StoredDirectory = {
    uids: [...entries.keys()],
    bytes: all.map(({ bytes }) => bytes),
    dates: all.map(({ receivedAt }) => Math.floor(receivedAt / 1000)),
    partial: all.map(({ isPartial }) => (isPartial ? 1 : 0)),
    attached: all.map(({ attachedChanges, lacksAttached: isLacking }) => attachedChanges * 2 + (isLacking ? 1 : 0)),
  };
  return JSON.stringify(directory);
};
