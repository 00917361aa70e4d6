import * as z from 'zod/mini';
import { parseStored } from '../mail-store/derived-records.ts';

/** What is known of a kept text without opening it. */
export interface TextEntry {
  /** Bytes in the store. */
  bytes: number;
  /** When the message came, milliseconds since 1970. */
  receivedAt: number;
  isPartial: boolean;
  /** The number of the last change of what is kept of messages that lie in it, among all such of the mailbox; 0: never any. */
  attachedChange: number;
  /** Of messages that lie in it there is more on the server. */
  lacksAttached: boolean;
}

/** The directory as it is stored: columns of equal length. It names a text before that is written, so that none can lie there unnamed. */
const StoredDirectory = z.object({
  uids: z.array(z.number()),
  bytes: z.array(z.number()),
  /** Seconds since 1970. */
  dates: z.array(z.number()),
  partial: z.array(z.number()),
  /** The last change of what is kept of messages in them, twice, and one more where some of that is lacking; earlier versions kept none. */
  attached: z.optional(z.array(z.number())),
  /** Earlier versions did not count those of texts that are not kept any more. */
  attachedChanges: z.optional(z.number()),
});
type StoredDirectory = z.infer<typeof StoredDirectory>;

/** The texts that are kept of a mailbox. */
export interface TextDirectory {
  entries: Map<number, TextEntry>;
  /** So many changes there were of what is kept of messages in others, those of texts that are not kept any more among them. */
  attachedChanges: number;
}

/** The directory that was stored; an empty one where there is none, or a damaged one. */
export const readDirectory = (text: string | undefined): TextDirectory => {
  const stored = parseStored(StoredDirectory, text);
  const entries = new Map<number, TextEntry>(
    stored?.uids.map((uid, at) => {
      const attached = stored.attached?.[at] ?? 0;
      return [
        uid,
        {
          bytes: stored.bytes[at] ?? 0,
          receivedAt: (stored.dates[at] ?? 0) * 1000,
          isPartial: stored.partial[at] === 1,
          attachedChange: Math.floor(attached / 2),
          lacksAttached: attached % 2 === 1,
        },
      ];
    }),
  );
  let attachedChanges = stored?.attachedChanges ?? 0;
  for (const { attachedChange } of entries.values()) attachedChanges = Math.max(attachedChanges, attachedChange);
  return { entries, attachedChanges };
};

/** The directory as it is to be stored. */
export const writeDirectory = ({ entries, attachedChanges }: TextDirectory): string => {
  const all = [...entries.values()];
  const directory: StoredDirectory = {
    uids: [...entries.keys()],
    bytes: all.map(({ bytes }) => bytes),
    dates: all.map(({ receivedAt }) => Math.floor(receivedAt / 1000)),
    partial: all.map(({ isPartial }) => (isPartial ? 1 : 0)),
    attached: all.map(({ attachedChange, lacksAttached: isLacking }) => attachedChange * 2 + (isLacking ? 1 : 0)),
    attachedChanges,
  };
  return JSON.stringify(directory);
};
