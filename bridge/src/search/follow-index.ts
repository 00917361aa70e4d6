import type { Report } from '../async/report.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import type { AccountTexts } from '../texts/account-texts.ts';
import type { OpenIndexed } from './open-indexes.ts';
import { updateIndex } from './index/update-index.ts';

/** Changes come in bursts, and every one of them writes a page anew. */
const settleMs = 2_000;

export interface IndexFollowerDeps {
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  texts: Pick<AccountTexts, 'tidy'>;
  openIndexed: OpenIndexed;
  guesses: CharsetGuesses;
  report: Report;
  settleMs?: number;
}

export interface IndexFollower {
  /** A mailbox may have changed: `revision` is of its messages. The same revision again is no change. */
  note(accountId: string, mailboxId: string, revision: number): void;
  /** Texts of a mailbox changed. */
  noteTexts(accountId: string, mailboxId: string): void;
  forget(accountId: string): void;
  /** Whether mailboxes wait for their turn. */
  isBusy(): boolean;
  /** Ends after the page that is being written. */
  close(): Promise<void>;
}

/** Keeps texts and index of every mailbox as its messages are: one mailbox after the other, soon after it changed. */
export const createIndexFollower = (deps: IndexFollowerDeps): IndexFollower => {
  const { accountOf, texts, openIndexed, guesses, report } = deps;
  const seen = new Map<string, number>();
  const waiting = new Map<string, { accountId: string; mailboxId: string }>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let working: Promise<void> | null = null;

  const follow = async ({ accountId, mailboxId }: { accountId: string; mailboxId: string }): Promise<void> => {
    const account = await accountOf(accountId);
    if (!account?.read().mailboxes.some(({ id }) => id === mailboxId)) return;
    const mailbox = await openIndexed(accountId, account, mailboxId);
    if (!mailbox) {
      // Locked: looked at again when it is next told of.
      seen.delete(keyOf(accountId, mailboxId));
      return;
    }
    await texts.tidy({ accountId, account }, mailboxId);
    await updateIndex(mailbox, guesses, () => !isClosed);
  };

  const work = async (): Promise<void> => {
    for (const [key, next] of waiting) {
      if (isClosed) return;
      waiting.delete(key);
      try {
        await follow(next);
      } catch (error) {
        seen.delete(key);
        report('the index of a mailbox could not be written', error);
      }
    }
  };

  const begin = (): void => {
    if (timer || isClosed) return;
    timer = setTimeout(() => {
      const before = working;
      working = (async () => {
        await before;
        timer = undefined;
        await work();
      })();
    }, deps.settleMs ?? settleMs).unref();
  };

  const wait = (accountId: string, mailboxId: string): void => {
    waiting.set(keyOf(accountId, mailboxId), { accountId, mailboxId });
    begin();
  };

  return {
    note(accountId, mailboxId, revision) {
      const key = keyOf(accountId, mailboxId);
      if (seen.get(key) === revision) return;
      seen.set(key, revision);
      wait(accountId, mailboxId);
    },
    noteTexts: wait,
    forget(accountId) {
      for (const [key, { accountId: owner }] of waiting) if (owner === accountId) waiting.delete(key);
      for (const key of seen.keys()) if (key.startsWith(`${accountId} `)) seen.delete(key);
    },
    isBusy: () => waiting.size > 0,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await working;
    },
  };
};

const keyOf = (accountId: string, mailboxId: string): string => `${accountId} ${mailboxId}`;
