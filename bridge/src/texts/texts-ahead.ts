import type { Report } from '../async/report.ts';
import { textsOf } from '@kurrier/shared/mail/text-choice';
import { isBeyondMailbox } from '../imap/failure-scope.ts';
import { isSelectable } from '../imap/grammar/listed-mailbox.ts';
import type { StoredMailbox } from '../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../mail-store/mailbox-store.ts';
import type { BetweenIdles } from '../sync/engine/worker-deps.ts';
import { openMailbox } from '../sync/fetch/open-mailbox.ts';
import type { SyncConnection } from '../sync/sync-connection.ts';
import { isChosen, sortForSync } from '../sync/sync-order.ts';
import type { AccountTexts, TextsOwner } from './account-texts.ts';
import { planTexts } from './plan-texts.ts';
import type { ReadTextsAhead } from './read-texts-ahead.ts';

/** Between two IDLEs so long at most: new mail is not to wait. */
const sliceMs = 1_500;
/** So many go to the server in one flight. */
const together = 16;
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** What nobody reads without a look first, and Gmail's second copies, is not fetched ahead. */
const leftOut: ReadonlySet<StoredMailbox['role']> = new Set(['junk', 'trash', 'all', 'flagged', 'important']);

export interface TextsAheadDeps {
  texts: AccountTexts;
  readAhead: ReadTextsAhead;
  /** Texts were added to a mailbox. */
  onAdded: (accountId: string, mailboxId: string) => void;
  now: () => number;
  report: Report;
}

/** What is remembered of a mailbox while the bridge runs. */
interface Progress {
  /** As of this revision of its messages, and this choice, there is nothing to fetch. */
  done: string;
  /** Refused, or connections ended over them: not asked for again before the next start. */
  skipped: Set<number>;
  /** A connection ended while they were being fetched: each is tried alone. */
  suspected: Set<number>;
}

/** Fetches the texts that are to be at hand, a slice at a time, over a connection that listens otherwise. */
export const createTextsAhead = ({ texts, readAhead, onAdded, now, report }: TextsAheadDeps) => {
  const progress = new WeakMap<MailboxStore, Progress>();
  const bounds = new WeakMap<MailAccountStore, number>();

  const progressOf = (store: MailboxStore): Progress => {
    const known = progress.get(store) ?? { done: '', skipped: new Set(), suspected: new Set() };
    progress.set(store, known);
    return known;
  };

  /** Fetches until the time is up; what happened is noted in `between`. */
  const fetchMailbox = async (
    owner: TextsOwner,
    mailbox: StoredMailbox,
    connection: SyncConnection,
    { since, until, between }: { since: number; until: number; between: BetweenIdles },
  ): Promise<void> => {
    const store = await owner.account.mailbox(mailbox.id);
    const cursor = store.cursor();
    const own = progressOf(store);
    const mark = `${store.revision()} ${since}`;
    if (!cursor || own.done === mark) return;
    const records = await texts.open(owner, mailbox.id);
    if (!records) return;
    for (;;) {
      const generation = records.generation();
      const skipped = new Set([...own.skipped, ...store.trouble().unreadable.map(({ uid }) => uid)]);
      const planned = await planTexts(store, { since, entries: await records.entries(), skipped, most: together });
      if (planned.length === 0) break;
      between.isMore = now() >= until;
      if (between.isMore) return;
      if (connection.openMailbox !== mailbox.name) {
        between.hasLeft = true;
        const opened = await openMailbox(connection, { name: mailbox.name, cursor: null });
        if (!opened.ok && isBeyondMailbox(opened.failure)) between.failure = opened.failure;
        // The sync finds out what is the matter.
        if (!opened.ok || opened.value.status.uidValidity !== cursor.uidValidity) break;
      }
      const suspect = planned.find(({ uid }) => own.suspected.has(uid));
      const batch = suspect ? [suspect] : planned;
      const read = await readAhead(connection.session, store, batch);
      between.hasNews ||= read.hasNews;
      if (read.failure) {
        for (const { uid } of batch) (own.suspected.has(uid) ? own.skipped : own.suspected).add(uid);
        between.failure = read.failure;
        return;
      }
      const found = new Set(read.texts.map(({ uid }) => uid));
      for (const { uid } of batch) if (!found.has(uid)) own.skipped.add(uid);
      await texts.add(owner, mailbox.id, generation, read.texts);
      if (read.texts.length > 0) onAdded(owner.accountId, mailbox.id);
    }
    if (!between.failure) own.done = mark;
  };

  return async (accountId: string, account: MailAccountStore, connection: SyncConnection): Promise<BetweenIdles> => {
    const between: BetweenIdles = { failure: null, isMore: false, hasLeft: false, hasNews: false };
    const { mailboxes, choice, isGmail } = account.read();
    const { days, megabytes } = textsOf(choice);
    const until = now() + sliceMs;
    // By the hour: what has been looked at is not looked at again all the time.
    const from = Math.floor((now() - days * dayMs) / hourMs) * hourMs;
    try {
      if (bounds.get(account) !== megabytes) await texts.applyBound({ accountId, account });
      bounds.set(account, megabytes);
      if (days === 0) return between;
      for (const mailbox of sortForSync(mailboxes)) {
        if (!isSelectable(mailbox) || !isChosen(mailbox, choice, { isGmail }) || leftOut.has(mailbox.role)) continue;
        const since = Math.max(from, texts.fullBefore(account) + 1);
        await fetchMailbox({ accountId, account }, mailbox, connection, { since, until, between });
        if (between.failure || between.isMore) break;
      }
    } catch (error) {
      // A store that refuses must not end what listens.
      report('texts could not be fetched ahead', error);
    }
    return between;
  };
};
