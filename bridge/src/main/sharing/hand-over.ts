import { randomUUID } from 'node:crypto';
import type { Report } from '../../async/report.ts';
import type { RecordStore } from '../../store/record-store.ts';
import { HandedOver, handedOver, type HandedOverName } from './handed-over.ts';

type Given<Kind extends HandedOver['kind']> = Kind extends unknown
  ? Omit<Extract<HandedOver, { kind: Kind }>, 'id' | 'order'> & { id?: string }
  : never;

/** What the bridges on a store hand over to each other, as this one knows it. */
export interface HandOver {
  /** Resolves when what was left of before is removed: until then nothing new must lie beside it. */
  opened: Promise<void>;
  open: () => void;
  /** Keeps it for whoever has the account, now or later. What resolves is in the store. Answers its id. */
  give(one: Given<HandedOver['kind']>): Promise<string>;
  /** What lies there of an account, as it was last read, in its order. */
  waiting(accountId: string): readonly HandedOver[];
  /** Reads all of it. `show` makes it what waits from then on, and answers what came or went by that. */
  read(): Promise<{ all: readonly HandedOver[]; show: () => HandedOver[] }>;
  /** Takes it back, unless somebody has it by now. */
  withdraw(all: readonly HandedOverName[]): Promise<void>;
}

/** What was done first comes first; two bridges may have done something at the same moment. */
const byOrder = (one: HandedOver, other: HandedOver): number =>
  one.order - other.order || (handedOver.keyOf(one) < handedOver.keyOf(other) ? -1 : 1);

export const createHandOver = (store: Pick<RecordStore, 'namespace'>, report: Report): HandOver => {
  const records = store.namespace<unknown>(handedOver.namespace);
  /** `since`: how many times it had been read when this was given. */
  let known = new Map<string, { one: HandedOver; since: number }>();
  let reads = 0;
  let last = 0;
  /** Keys of what could not be read the last time: each is reported once. */
  let unreadable: ReadonlySet<string> = new Set();
  const opening = Promise.withResolvers<void>();

  return {
    opened: opening.promise,
    open: opening.resolve,
    async give({ id = randomUUID(), ...given }) {
      last = Math.max(last + 1, Date.now());
      const one: HandedOver = { ...given, id, order: last };
      await records.set(handedOver.keyOf(one), one);
      known.set(handedOver.keyOf(one), { one, since: reads });
      return id;
    },
    waiting: (accountId) => [...known.values()].flatMap(({ one }) => (one.accountId === accountId ? [one] : [])).sort(byOrder),
    async read() {
      const started = ++reads;
      const found = new Map<string, HandedOver>();
      const unread = new Set<string>();
      for await (const [key, stored] of records.iterator() as AsyncIterable<[string, unknown]>) {
        const parsed = HandedOver.safeParse(stored);
        if (parsed.success) found.set(key, parsed.data);
        else unread.add(key);
      }
      for (const key of unread)
        if (!unreadable.has(key)) report('something that was handed over cannot be read, and stays in the store', new Error(key));
      unreadable = unread;
      return {
        all: [...found.values()].sort(byOrder),
        show() {
          const before = known;
          known = new Map([...found].map(([key, one]) => [key, { one, since: started }]));
          // What was given meanwhile may have come too late to be found.
          for (const [key, entry] of before) if (entry.since >= started && !known.has(key)) known.set(key, entry);
          const gone = [...before].filter(([key]) => !known.has(key));
          const come = [...known].filter(([key]) => !before.has(key));
          return [...gone, ...come].map(([, { one }]) => one);
        },
      };
    },
    async withdraw(all) {
      if (all.length === 0) return;
      await records.deleteMany(all.map(handedOver.keyOf));
      for (const one of all) known.delete(handedOver.keyOf(one));
    },
  };
};
