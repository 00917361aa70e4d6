import { createQueue } from '../../async/serial-queue.ts';
import { DraftRecord } from './draft-record.ts';

/** The part of a durable name space that they lie in. */
export interface DraftNamespace {
  setMany(entries: { key: string; value: unknown }[]): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  iterator(): AsyncIterable<unknown> | undefined;
  sync(): Promise<void>;
}

/** All drafts that something is known of. What resolves survives a power cut. */
export interface DraftRecords {
  all(): DraftRecord[];
  get(draftId: string): DraftRecord | undefined;
  /** Keeps what `change` makes of a draft as it is now; null: forgets it. */
  change(draftId: string, change: (before: DraftRecord | undefined) => DraftRecord | null | undefined): Promise<void>;
}

/** Reads them; one that is damaged is left out, and said by `report`. */
export const openDraftRecords = async (namespace: DraftNamespace, report: (problem: string) => void): Promise<DraftRecords> => {
  const known = new Map<string, DraftRecord>();
  const inTurn = createQueue();
  for await (const entry of namespace.iterator() ?? []) {
    const parsed = DraftRecord.safeParse((entry as [string, unknown])[1]);
    if (parsed.success) known.set(parsed.data.draftId, parsed.data);
    else report('a draft that was kept could not be read');
  }
  return {
    all: () => [...known.values()],
    get: (draftId) => known.get(draftId),
    async change(draftId, change) {
      const before = known.get(draftId);
      const after = change(before);
      if (after === undefined || after === before) return;
      if (after === null) known.delete(draftId);
      else known.set(draftId, after);
      await inTurn(async () => {
        if (after === null) await namespace.deleteMany([draftId]);
        else await namespace.setMany([{ key: draftId, value: after }]);
        await namespace.sync();
      });
    },
  };
};
