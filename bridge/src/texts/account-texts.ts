import type { Report } from '../async/report.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import { withAttached, withTexts } from '../messages/texts/kept-attached.ts';
import type { KeptTexts } from '../messages/texts/kept-texts.ts';
import type { MailCipher } from '../vault/mail-cipher.ts';
import { chooseEvicted } from './choose-evicted.ts';
import type { AccountCiphers } from './account-ciphers.ts';
import { textsOf } from '@kurrier/shared/mail/text-choice';
import { openTextRecords, type ChangedText, type TextRecords } from './text-records.ts';

export interface TextsOwner {
  accountId: string;
  account: MailAccountStore;
}

/** The texts that are kept of accounts: opened where the vault allows it, within their bounds, gone with their messages. */
export interface AccountTexts extends KeptTexts {
  /** The texts of one mailbox; null while the vault is locked. */
  open(owner: TextsOwner, mailboxId: string): Promise<TextRecords | null>;
  /** Adds texts of messages as they were in this generation of the mailbox; the oldest texts of the account give way to them. */
  add(owner: TextsOwner, mailboxId: string, generation: number, texts: readonly ChangedText[]): Promise<void>;
  /** Removes texts whose messages are no longer there. */
  tidy(owner: TextsOwner, mailboxId: string): Promise<void>;
  /** Texts of messages that came before this time had to give way: fetching such would be for nothing. 0 while there is room. */
  fullBefore(account: MailAccountStore): number;
  /** The bound may be another: what is too much goes, and there may be room again. */
  applyBound(owner: TextsOwner): Promise<void>;
}

export interface AccountTextsDeps {
  accountOf: (accountId: string) => Promise<MailAccountStore | null>;
  ciphers: Pick<AccountCiphers, 'of'>;
  /** Whether texts of an account are this bridge's to keep; those of all, unless told. */
  isOurs?: (accountId: string) => boolean;
  report: Report;
}

export const createAccountTexts = ({ accountOf, ciphers, isOurs = () => true, report }: AccountTextsDeps): AccountTexts => {
  const opened = new WeakMap<MailCipher, Map<string, TextRecords>>();
  const full = new WeakMap<MailAccountStore, number>();

  const open: AccountTexts['open'] = async ({ accountId, account }, mailboxId) => {
    const cipher = await ciphers.of(accountId, account);
    if (!cipher) return null;
    const known = opened.get(cipher) ?? new Map<string, TextRecords>();
    opened.set(cipher, known);
    const texts = known.get(mailboxId) ?? openTextRecords(account.derived(mailboxId, 'texts'), cipher, mailboxId);
    known.set(mailboxId, texts);
    return texts;
  };

  const keepWithinBound = async (owner: TextsOwner): Promise<void> => {
    const { mailboxes, choice } = owner.account.read();
    const all = new Map<string, TextRecords>();
    for (const { id } of mailboxes) {
      const texts = await open(owner, id);
      if (texts) all.set(id, texts);
    }
    const entries = await Promise.all([...all].map(async ([id, texts]) => [id, await texts.entries()] as const));
    const evicted = chooseEvicted(new Map(entries), textsOf(choice).megabytes * 1024 * 1024);
    for (const [id, uids] of evicted.uids) await all.get(id)?.remove(uids);
    if (evicted.newestAt > 0) full.set(owner.account, Math.max(evicted.newestAt, full.get(owner.account) ?? 0));
  };

  const add: AccountTexts['add'] = async (owner, mailboxId, generation, texts) => {
    await (await open(owner, mailboxId))?.add(generation, texts);
    await keepWithinBound(owner);
  };

  return {
    open,
    add,
    async tidy(owner, mailboxId) {
      const texts = await open(owner, mailboxId);
      const entries = await texts?.entries();
      if (!texts || !entries || entries.size === 0) return;
      const store = await owner.account.mailbox(mailboxId);
      const gone = new Set(entries.keys());
      for await (const { uids } of store.readIndex()) for (const uid of uids) gone.delete(uid);
      await texts.remove([...gone]);
    },
    fullBefore: (account) => full.get(account) ?? 0,
    async applyBound(owner) {
      full.delete(owner.account);
      await keepWithinBound(owner);
    },
    async read({ accountId, mailboxId, uid }) {
      const account = await accountOf(accountId);
      return (account && (await (await open({ accountId, account }, mailboxId))?.read(uid))) ?? null;
    },
    async prepare({ accountId, mailboxId, uid }, receivedAt) {
      const account = await accountOf(accountId);
      if (!account || !isOurs(accountId)) return async () => {};
      const generation = account.derived(mailboxId, 'texts').generation();
      return async (texts, path = []) => {
        // Without the one around it nobody could come to it.
        const own = { path: [...path], texts, isPartial: false };
        const text: ChangedText['text'] = (kept) => (path.length === 0 ? withTexts(kept, texts) : kept && withAttached(kept, [own]));
        try {
          await add({ accountId, account }, mailboxId, generation, [{ uid, receivedAt, text }]);
        } catch (error) {
          // It was read all the same.
          report('a text could not be kept', error);
        }
      };
    },
  };
};
