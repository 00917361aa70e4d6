import type { Readable } from 'node:stream';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { createQueue } from '../../async/serial-queue.ts';
import type { Report } from '../../async/report.ts';
import { isOpen, type DraftRecord } from './draft-record.ts';
import type { DraftRecords } from './draft-records.ts';
import { placeDraft, removeEarlier, type DraftsMailbox } from './place-draft.ts';

export interface DraftWorkerDeps {
  records: DraftRecords;
  readContent: (record: DraftRecord) => Buffer | Readable | undefined;
  forgetContent: (record: DraftRecord | undefined) => Promise<void>;
  /** Never rejects. */
  openMailbox: (accountId: string) => Promise<Outcome<DraftsMailbox, Failure>>;
  /** Another try, later, may do. */
  mayDoLater: (failure: Failure) => boolean;
  /** Drafts of the account are others on the server now. */
  onPlaced: (accountId: string) => void;
  report: Report;
}

/** Brings servers to what is kept of drafts: one account's drafts one after the other, until the server is not there or refuses. */
export const createDraftWorker = (deps: DraftWorkerDeps) => {
  const { records, readContent, forgetContent, openMailbox, mayDoLater, onPlaced, report } = deps;
  const lines = new Map<string, ReturnType<typeof createQueue>>();
  const waitingFor = new Map<string, Failure>();
  let isClosed = false;

  const inLine = (accountId: string) => {
    const line = lines.get(accountId) ?? createQueue();
    lines.set(accountId, line);
    return line;
  };
  const openOf = (accountId: string) => records.all().filter((record) => record.accountId === accountId && isOpen(record));

  /** Changes what is kept of a draft whose wanted version is still this one. */
  const changeCurrent = async ({ draftId, wanted }: DraftRecord, change: (before: DraftRecord) => DraftRecord | null): Promise<boolean> => {
    let isCurrent = false;
    await records.change(draftId, (before) => {
      isCurrent = before !== undefined && before.wanted?.messageId === wanted?.messageId;
      return before && isCurrent ? change(before) : undefined;
    });
    return isCurrent;
  };

  const place = async (mailbox: DraftsMailbox, record: DraftRecord): Promise<Failure | null> => {
    const placed = await placeDraft(mailbox, record, {
      read: async () => readContent(record),
      noteTry: () => changeCurrent(record, (before) => ({ ...before, step: 'tried' })),
    });
    if (!placed.ok) return placed.failure;
    if (placed.value === 'outdated') return null;
    if (placed.value === 'changed-elsewhere') {
      await changeCurrent(record, (before) => ({ ...before, isChangedElsewhere: true }));
      return null;
    }
    const withoutText = (before: DraftRecord): DraftRecord['wanted'] => {
      if (!before.wanted) return null;
      const { text: _, ...rest } = before.wanted;
      return rest;
    };
    const isCurrent = await changeCurrent(record, (before) => ({ ...before, step: 'placed', wanted: withoutText(before) }));
    if (isCurrent) await forgetContent(record);
    // A newer version knows of this one, and takes it away itself.
    else return null;
    const left = await removeEarlier(mailbox, record);
    if (!left.ok) return left.failure;
    await changeCurrent(record, (before) => (before.wanted ? { ...before, earlier: left.value } : null));
    return null;
  };

  /** Does what is to be done at the account's server, until it is not there. */
  const work = async (accountId: string): Promise<void> => {
    if (isClosed || openOf(accountId).length === 0) return;
    const opened = await openMailbox(accountId);
    if (!opened.ok) {
      const { failure } = opened;
      waitingFor.set(accountId, failure);
      if (!mayDoLater(failure)) for (const record of openOf(accountId)) await changeCurrent(record, (before) => ({ ...before, failure }));
      return;
    }
    waitingFor.delete(accountId);
    try {
      for (;;) {
        const record = isClosed ? undefined : openOf(accountId)[0];
        if (!record) return;
        const failure = await place(opened.value, record);
        if (failure && mayDoLater(failure)) return void waitingFor.set(accountId, failure);
        if (failure) await changeCurrent(record, (before) => ({ ...before, failure }));
        // The same once more would go on for ever.
        else if (records.get(record.draftId) === record) return;
      }
    } finally {
      onPlaced(accountId);
      await opened.value.close();
    }
  };
  const start = (accountId: string): Promise<void> =>
    inLine(accountId)(() => work(accountId)).catch((error: unknown) => report('drafts could not be brought to their server', error));

  return {
    /** Does what is to be done for the account, after what is being done. Never rejects. */
    start,
    /** Why nothing could be done at the account's server when it was last tried. */
    waitingFor: (accountId: string): Failure | undefined => waitingFor.get(accountId),
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all([...lines.values()].map((line) => line(async () => {})));
    },
  };
};
