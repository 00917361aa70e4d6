import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createQueue } from '../async/serial-queue.ts';
import type { DerivedRecords } from '../mail-store/derived-records.ts';
import { lacksAttached } from '../messages/texts/kept-attached.ts';
import type { KeptText } from '../messages/texts/kept-texts.ts';
import type { MailCipher } from '../vault/mail-cipher.ts';
import { readDirectory, writeDirectory, type TextDirectory, type TextEntry } from './text-directory.ts';

/** A text that is to be kept, or what is to be kept in the place of what is there; null: that stays. */
export interface ChangedText {
  uid: number;
  receivedAt: number;
  text: KeptText | ((kept: KeptText | null) => KeptText | null);
}

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
  let known: (TextDirectory & { generation: number }) | null = null;
  const placeOf = (uid: number): string => `text ${mailboxId} ${uid}`;

  const load = async (): Promise<TextDirectory> => {
    const generation = records.generation();
    if (known?.generation === generation) return known;
    const stored = await records.get(directoryKey);
    known = { generation, ...readDirectory(stored) };
    return known;
  };

  const seal = (uid: number, text: KeptText): string => cipher.seal(placeOf(uid), deflateRawSync(JSON.stringify(text), { level: 4 }));

  const read: TextRecords['read'] = async (uid) => {
    if (!(await load()).entries.has(uid)) return null;
    const sealed = await records.get(keyOf(uid));
    const plain = sealed === undefined ? null : cipher.open(placeOf(uid), sealed);
    const inflated = plain && inflateBounded(plain);
    return inflated && (JSON.parse(inflated.toString()) as KeptText);
  };

  return {
    generation: () => records.generation(),
    entries: async () => (await load()).entries,
    read,
    add: (generation, texts) =>
      inTurn(async () => {
        const directory = await load();
        const entries = new Map(directory.entries);
        let { attachedChanges } = directory;
        const sealed: [key: string, text: string][] = [];
        for (const { uid, receivedAt, text: change } of texts) {
          const text = typeof change === 'function' ? change(await read(uid)) : change;
          if (!text) continue;
          const record = seal(uid, text);
          sealed.push([keyOf(uid), record]);
          const hadAttached = (entries.get(uid)?.attachedChange ?? 0) > 0;
          const attachedChange = text.attached || hadAttached ? ++attachedChanges : 0;
          const { isPartial } = text;
          entries.set(uid, { bytes: record.length, receivedAt, isPartial, attachedChange, lacksAttached: lacksAttached(text) });
        }
        if (sealed.length === 0) return;
        const changed = { entries, attachedChanges };
        const isWritten = await records.write(generation, [[directoryKey, writeDirectory(changed)], ...sealed]);
        if (isWritten && records.generation() === generation) known = { generation, ...changed };
      }),
    remove: (uids) =>
      inTurn(async () => {
        const generation = records.generation();
        const { entries: before, attachedChanges } = await load();
        const entries = new Map(before);
        const gone = uids.filter((uid) => entries.delete(uid));
        if (gone.length === 0) return;
        await records.remove(gone.map(keyOf));
        const changed = { entries, attachedChanges };
        if (await records.write(generation, [[directoryKey, writeDirectory(changed)]])) known = { generation, ...changed };
      }),
  };
};

/** Null for what is longer than any text. */
const inflateBounded = (plain: Buffer): Buffer | null => {
  try {
    return inflateRawSync(plain, { maxOutputLength: longestText });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
};
