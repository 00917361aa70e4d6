import { createQueue } from '../async/serial-queue.ts';
import { createChangeJournal, type MessageChanges } from './change-journal.ts';
import type { Records } from './key-value-records.ts';
import type { MailboxState } from './mailbox-record.ts';
import type { PageRef } from './page-layout.ts';

const stateKey = 'state';

/** The state of one mailbox as it is stored: its cursor and the pages that there are. What no state names does not count. */
export interface KeptState {
  read(): MailboxState | null;
  /** Throws where the mailbox has not been begun. */
  now: () => MailboxState;
  /** Another number after every change. */
  revision(): number;
  /** What became of messages since a revision; null where that is not known. */
  changesSince(revision: number): MessageChanges | null;
  /** Runs changes one after the other: the sync, and what a person does meanwhile. */
  exclusively: <Value>(change: () => Promise<Value>) => Promise<Value>;
  save: (next: MailboxState, changes?: Partial<MessageChanges>) => Promise<void>;
  /** Marks pages before they are changed, so that what a crash leaves half done is found. Resolves with the state before. */
  mark: (pages: readonly PageRef[]) => Promise<MailboxState>;
  /** Forgets what became of messages; with `isGone` the state too. */
  forget(options?: { isGone: boolean }): void;
  /** Whether a change may have ended before its state was stored, and left pages that none names; asked, it counts as seen to. */
  takeOrphans(): boolean;
}

/** Opens it; what `states` holds under its key is read once. */
export const openKeptState = async (states: Records<MailboxState>): Promise<KeptState> => {
  let state = (await states.get(stateKey)) ?? null;
  // It may have been a crash that ended what wrote here before.
  let mayHaveOrphans = true;
  const inTurn = createQueue();
  let revision = Date.now() * 1000;
  const journal = createChangeJournal(revision);

  const now = (): MailboxState => {
    if (!state) throw new Error('the mailbox has not been begun');
    return state;
  };

  const save: KeptState['save'] = async (next, changes = {}) => {
    await states.set(stateKey, next);
    state = next;
    journal.note(++revision, changes);
  };

  return {
    read: () => state,
    now,
    revision: () => revision,
    changesSince: (earlier) => journal.since(earlier),
    exclusively: (change) =>
      inTurn(async () => {
        try {
          return await change();
        } catch (error) {
          mayHaveOrphans = true;
          // What was written of it can be seen, and is not known here.
          journal.forgetUntil(++revision);
          throw error;
        }
      }),
    save,
    async mark(pages) {
      const before = now();
      const untidy = new Set([...before.untidy, ...pages.map(({ key }) => key)]);
      if (untidy.size > before.untidy.length) await save({ ...before, untidy: [...untidy] });
      return before;
    },
    forget({ isGone } = { isGone: false }) {
      if (isGone) {
        state = null;
        revision++;
      }
      journal.forgetUntil(revision);
    },
    takeOrphans() {
      const may = mayHaveOrphans;
      mayHaveOrphans = false;
      return may;
    },
  };
};
