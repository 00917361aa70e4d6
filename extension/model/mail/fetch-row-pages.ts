import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { ListedMailbox } from '@kurrier/shared/api/mail';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import type { Answer } from '../call.ts';
import { holdsAny } from './kept-row-pages.ts';

/** Pages of one state of a list. */
interface FetchedPages {
  pages: Map<number, readonly MessageRow[]>;
  total: number;
  /** The revisions of its mailboxes that they are of; null where the bridge does not tell them. */
  revisions: readonly ListedMailbox[] | null;
  /** Some pages were of an older state and are left out: side by side they would list a message twice, or not at all. */
  isIncomplete: boolean;
}

/** Reads these pages one after the other, as long as `isWanted`; null: not any more. */
export const fetchRowPages = async (
  wanted: readonly number[],
  read: (page: number) => Promise<Answer<'mail.messages'>>,
  isWanted: () => boolean,
): Promise<Outcome<FetchedPages, BridgeProblem> | null> => {
  const found: FetchedPages = { pages: new Map(), total: 0, revisions: null, isIncomplete: false };
  for (const page of wanted) {
    const answer = await read(page);
    if (!isWanted()) return null;
    if (!answer.ok) return answer;
    const { rows, total, mailboxes: now = null } = answer.value;
    if (isOther(found, { rows, revisions: now }, page)) {
      found.pages.clear();
      found.isIncomplete = true;
    }
    found.pages.set(page, rows);
    found.total = total;
    found.revisions = now;
  }
  return succeed(found);
};

/** Whether rows are of another state of the list than the pages that are here; where no revisions are told, whether a message shows that. */
export const isOther = (
  { pages, revisions }: { pages: ReadonlyMap<number, readonly MessageRow[]>; revisions: readonly ListedMailbox[] | null },
  now: { rows: readonly MessageRow[]; revisions: readonly ListedMailbox[] | null },
  page: number,
): boolean => (revisions && now.revisions ? !isSame(revisions, now.revisions) : holdsAny(pages, now.rows, page));

const isSame = (known: readonly ListedMailbox[], now: readonly ListedMailbox[]): boolean =>
  known.length === now.length &&
  known.every(({ mailboxId, revision }, at) => now[at]!.mailboxId === mailboxId && now[at]!.revision === revision);
