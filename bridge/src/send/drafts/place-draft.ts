import type { Readable } from 'node:stream';
import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { DraftRecord, DraftVersion } from './draft-record.ts';

/** The mailbox for drafts, opened. None of its functions rejects. */
export interface DraftsMailbox {
  uidValidity: number;
  find(messageId: string, withDeleted: boolean): Promise<Outcome<number[], Failure>>;
  present(uids: readonly number[]): Promise<Outcome<number[], Failure>>;
  append(content: Buffer | Readable, size: number): Promise<Outcome<void, Failure>>;
  remove(uids: readonly number[]): Promise<Outcome<'removed' | 'marked', Failure>>;
  close(): Promise<void>;
}

/**
 * What was done. `changed-elsewhere`: nothing, because another program has changed or deleted the draft. `outdated`: nothing more, because
 * there is a newer version by now.
 */
export type Placed = 'placed' | 'changed-elsewhere' | 'outdated';

/**
 * Brings the server to what a draft is to be: first the new version is added, unless a try before did that; then, when it was seen there,
 * what was before is removed, and nothing else. So a connection that ends in between leaves the text, and the next try leaves it once.
 * `noteTry` keeps that it may be there from now on; false: there is a newer version.
 */
export const placeDraft = async (
  mailbox: DraftsMailbox,
  { wanted, step, earlier, wasThere }: DraftRecord,
  { read, noteTry }: { read: () => Promise<Buffer | Readable | undefined>; noteTry: () => Promise<boolean> },
): Promise<Outcome<Placed, Failure>> => {
  if (wanted === null || step === 'placed') return succeed('placed');
  const before = step === 'tried' ? await mailbox.find(wanted.messageId, false) : succeed([]);
  if (!before.ok) return before;
  if (before.value.length > 0) return succeed('placed');
  if (wasThere) {
    const left = await locate(mailbox, earlier, false);
    if (!left.ok) return left;
    if (left.value.length === 0) return succeed('changed-elsewhere');
  }
  const content = await read();
  if (!content || !(await noteTry())) return succeed('outdated');
  const appended = await mailbox.append(content, wanted.size);
  return appended.ok ? succeed('placed') : appended;
};

/** Removes what was before `wanted`, if `wanted` is seen there; `left` is what could only be marked as deleted, or has to wait. */
export const removeEarlier = async (
  mailbox: DraftsMailbox,
  { wanted, earlier }: Pick<DraftRecord, 'wanted' | 'earlier'>,
): Promise<Outcome<DraftVersion[], Failure>> => {
  if (earlier.length === 0) return succeed([]);
  const there = wanted ? await mailbox.find(wanted.messageId, false) : succeed([]);
  if (!there.ok) return there;
  // A server that does not find what it has just taken keeps both.
  if (wanted && there.value.length === 0) return succeed(earlier.map((version) => ({ ...version, isLeft: true })));
  const found = await locate(mailbox, earlier, true);
  if (!found.ok) return found;
  const uids = found.value.filter((uid) => !there.value.includes(uid));
  if (uids.length === 0) return succeed([]);
  const removed = await mailbox.remove(uids);
  if (!removed.ok) return removed;
  return succeed(removed.value === 'removed' ? [] : earlier.map((version) => ({ ...version, isLeft: true })));
};

const locate = async (
  mailbox: DraftsMailbox,
  versions: readonly DraftVersion[],
  withDeleted: boolean,
): Promise<Outcome<number[], Failure>> => {
  const uids: number[] = [];
  for (const { messageId, uidValidity, uid } of versions) {
    if (messageId === null && uidValidity !== mailbox.uidValidity) continue;
    const found = messageId === null ? await mailbox.present([uid]) : await mailbox.find(messageId, withDeleted);
    if (!found.ok) return found;
    uids.push(...found.value);
  }
  return succeed(uids);
};
