import type { Report } from '../async/report.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { ChangeAction, PendingChange } from '@kurrier/shared/mail/pending-change';
import { createQueue } from '../async/serial-queue.ts';
import type { FindMailbox } from '../messages/find-message.ts';
import type { ChangeResult } from './change-result.ts';
import type { createPerformChange } from './perform-change.ts';
import { answerOf, type ChangeAnswer } from './change-answer.ts';
import type { ChangeRecords, ReadChanges, StoredChange } from './change-records.ts';
import { createKeptChanges, noHandOver, type ChangeHandOver } from './kept-changes.ts';
import { describeChange, refsOf, toStoredChange, withRefusal } from './describe-change.ts';

/** More is not kept of one account: somebody is to look first. */
const mostKept = 1_000;

/** So long whoever did something waits for the server, unless told otherwise. */
const usualWaitMs = 4_000;

export interface PendingChangesDeps {
  records: ChangeRecords;
  carryOut: ReturnType<typeof createPerformChange>;
  findMailbox: FindMailbox;
  /** Whose changes there may be. */
  accountIds: () => Promise<string[]>;
  /** The list of what is waiting, or how messages look with it, is another. */
  onChange: (accountId: string, refs: readonly MessageRef[]) => void;
  /** Nothing can be done now: the vault is locked, or the server was not reached a moment ago. */
  isAway: (accountId: string) => Promise<boolean>;
  /** Something was carried out: the sync has something to look at. */
  nudge: (accountId: string) => void;
  now: () => number;
  waitMs?: number;
  /** Where accounts are shared out between bridges: what to do about those of others. Unless told, all are this bridge's. */
  handOver?: ChangeHandOver;
  report: Report;
}

/**
 * What people do to messages: kept before the server hears of it, carried out in their order, at once where that can be, else when the
 * server is there again. What is not possible is said to whoever waits, or else stands in the list until it was read.
 */
export const createPendingChanges = (deps: PendingChangesDeps) => {
  const { records, carryOut, findMailbox, accountIds, isAway, onChange, nudge, now, waitMs = usualWaitMs, report } = deps;
  const { handOver = noHandOver } = deps;
  const kept = createKeptChanges(records, handOver);
  const lines = new Map<string, ReturnType<typeof createQueue>>();
  /** Changes whose answers somebody waits for: until they hear that it has to wait, it is on its way to the server. */
  const awaited = new Set<string>();
  const closing = new AbortController();

  const inLine = (accountId: string): ReturnType<typeof createQueue> => {
    const line = lines.get(accountId) ?? createQueue();
    lines.set(accountId, line);
    return line;
  };

  /** What stands in the list of those who look at it. */
  const listShown = async (accountId: string): Promise<readonly StoredChange[]> =>
    (await kept.list(accountId)).filter(({ id }) => !awaited.has(id));
  const replace = (accountId: string, { id }: StoredChange, left: readonly StoredChange[]): Promise<void> =>
    records.change(accountId, (all) => all.flatMap((one) => (one.id === id ? left : [one])));

  /** Takes what came of a change into the list. `isAwaited`: somebody hears the answer, and need not read it there. */
  const note = async (accountId: string, change: StoredChange, result: ChangeResult, isAwaited: boolean): Promise<void> => {
    if (result.outcome === 'later') return;
    if (result.outcome === 'refused') {
      const { refusal, failure } = result;
      return replace(accountId, change, isAwaited ? [] : [{ ...change, failed: { refusal, ...(failure && { failure }) } }]);
    }
    // Who hears that nothing was there need not read it as well.
    const isSaid = isAwaited && result.gone.length === change.messages.length;
    const left = [
      ...(result.gone.length > 0 && !isSaid ? [withRefusal(change, result.gone, 'gone')] : []),
      ...(result.uncertain.length > 0 ? [withRefusal(change, result.uncertain, 'uncertain')] : []),
    ];
    await replace(accountId, change, left);
    nudge(accountId);
  };

  /** Carries out what waits, the oldest first, until the server is not there. Answers what came of `wanted`. */
  const carryOutWaiting = async (accountId: string, wanted: string | null): Promise<ChangeResult | null> => {
    let answer: ChangeResult | null = null;
    while (!closing.signal.aborted && handOver.isOurs(accountId) && !(await isAway(accountId))) {
      const change = (await records.list(accountId)).find(({ failed }) => !failed);
      if (!change) break;
      const result = await carryOut(accountId, change);
      if (change.id === wanted) answer = result;
      if (result.outcome === 'later') break;
      await note(accountId, change, result, awaited.delete(change.id));
      onChange(accountId, refsOf(accountId, change));
    }
    return answer;
  };

  const keep = async (refs: readonly MessageRef[], action: ChangeAction): Promise<StoredChange | ChangeAnswer> => {
    const [first] = refs;
    const found = first && (await findMailbox(first));
    if (!found) return { refused: 'not-found' };
    const change = await toStoredChange(found.store, refs, { action, at: now() });
    if ((await kept.list(first.accountId)).length >= mostKept) return { refused: 'too-many' };
    await kept.add(first.accountId, change);
    return change;
  };

  const changeMailbox = async (refs: readonly MessageRef[], action: ChangeAction): Promise<ChangeAnswer> => {
    const change = await keep(refs, action);
    if (!('id' in change)) return change;
    const { accountId } = refs[0]!;
    const isOurs = handOver.isOurs(accountId);
    if (isOurs) awaited.add(change.id);
    onChange(accountId, refs);
    if (!isOurs) return answerOf(change, null);
    const working = inLine(accountId)(() => carryOutWaiting(accountId, change.id));
    const patience = new AbortController();
    const result = await Promise.race([working, sleep(waitMs, patience.signal).then(() => null)]).finally(() => {
      patience.abort();
      // Who does not wait any more, or got an error instead of an answer, reads it in the list.
      if (awaited.delete(change.id)) onChange(accountId, refs);
    });
    if (!result) void working.catch((error: unknown) => report('a change to messages failed', error));
    return answerOf(change, result);
  };

  const resume = async (accountId: string): Promise<void> => {
    try {
      if (!(await records.list(accountId)).some(({ failed }) => !failed)) return;
      await inLine(accountId)(() => carryOutWaiting(accountId, null));
    } catch (error) {
      report('changes that wait for a server could not be carried out', error);
    }
  };

  return {
    /** Does something to messages of one account; those of several mailboxes one mailbox after the other, until one refuses. */
    async change(refs: readonly MessageRef[], action: ChangeAction): Promise<ChangeAnswer> {
      const sum = { done: 0, leftMarked: 0, pending: 0 };
      for (const group of Map.groupBy(
        refs,
        ({ accountId, mailboxId, uidValidity }) => `${accountId} ${mailboxId} ${uidValidity}`,
      ).values()) {
        const answer = await changeMailbox(group, action);
        if (!('done' in answer)) return answer;
        sum.done += answer.done;
        sum.leftMarked += answer.leftMarked ?? 0;
        sum.pending += answer.pending ?? 0;
      }
      const { done, leftMarked, pending } = sum;
      return { done, ...(leftMarked > 0 && { leftMarked }), ...(pending > 0 && { pending }) };
    },

    /** The account's server may be there again. */
    resume,

    /** What waits of an account: whoever shows its messages shows them so. */
    waiting: async (accountId: string): Promise<readonly StoredChange[]> => (await kept.list(accountId)).filter(({ failed }) => !failed),

    /** An account's sync with how many of its changes wait, and failed. */
    async count<View extends { accountId: string }>(view: View): Promise<View & { changes?: { pending: number; failed: number } }> {
      const all = await listShown(view.accountId);
      const failed = all.filter((change) => change.failed).length;
      return { ...view, ...(all.length > 0 && { changes: { pending: all.length - failed, failed } }) };
    },

    async list(): Promise<{ changes: PendingChange[] }> {
      const ids = await accountIds();
      const all = await Promise.all(
        ids.map(async (accountId) => (await listShown(accountId)).map((change) => describeChange(accountId, change))),
      );
      return { changes: all.flat().sort((a, b) => a.at - b.at) };
    },

    async dismiss({ accountId, id }: { accountId: string; id: string }): Promise<{ dismissed: true } | { refused: 'not-found' }> {
      const change = (await kept.list(accountId)).find((one) => one.id === id);
      if (!change) return { refused: 'not-found' };
      await kept.dismiss(accountId, id);
      onChange(accountId, refsOf(accountId, change));
      return { dismissed: true };
    },

    /** Takes what another bridge handed over: `work` keeps it among the account's changes, and answers it. Carries it out in its turn. */
    async adopt(accountId: string, work: (read: ReadChanges) => Promise<readonly StoredChange[]>): Promise<void> {
      const added = await records.writtenBy(accountId, work);
      for (const change of added) onChange(accountId, refsOf(accountId, change));
      if (added.length > 0) void resume(accountId);
    },
    /** What was handed over shows otherwise now. */
    showAnew: (accountId: string, changes: readonly StoredChange[]): void =>
      changes.forEach((change) => onChange(accountId, refsOf(accountId, change))),

    forget: (accountId: string): Promise<void> => records.forget(accountId),
    readAnew: (accountId: string): void => records.readAnew(accountId),

    async close(): Promise<void> {
      closing.abort();
      await Promise.allSettled([...lines.values()].map((inTurn) => inTurn(async () => {})));
    },
  };
};
export type PendingChanges = ReturnType<typeof createPendingChanges>;
