import { LRUCache } from 'lru-cache';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import type { AccountTexts } from '../texts/account-texts.ts';
import type { AccountCiphers } from '../texts/account-ciphers.ts';
import type { MailCipher } from '../vault/mail-cipher.ts';
import { openMailboxIndex, type MailboxIndex } from './index/mailbox-index.ts';
import type { PageHead } from './index/page-head.ts';
import type { IndexedMailbox } from './index/update-index.ts';

/** What searches keep in memory, at most: the beginnings of pages, and blocks of words. */
const headBytes = 12 * 1024 * 1024;
const blockBytes = 12 * 1024 * 1024;

/** Opens a mailbox with its index; null while the vault is locked. */
export type OpenIndexed = (accountId: string, account: MailAccountStore, mailboxId: string) => Promise<IndexedMailbox | null>;

export const createOpenIndexed = (deps: { ciphers: Pick<AccountCiphers, 'of'>; texts: Pick<AccountTexts, 'open'> }): OpenIndexed => {
  const caches = {
    heads: new LRUCache<string, PageHead>({ maxSize: headBytes }),
    blocks: new LRUCache<string, Buffer>({ maxSize: blockBytes }),
  };
  const opened = new WeakMap<MailCipher, Map<string, MailboxIndex>>();
  return async (accountId, account, mailboxId) => {
    const cipher = await deps.ciphers.of(accountId, account);
    const texts = await deps.texts.open({ accountId, account }, mailboxId);
    if (!cipher || !texts) return null;
    const known = opened.get(cipher) ?? new Map<string, MailboxIndex>();
    opened.set(cipher, known);
    const index = known.get(mailboxId) ?? openMailboxIndex(account.derived(mailboxId, 'search'), { cipher, mailboxId, caches });
    known.set(mailboxId, index);
    return { store: await account.mailbox(mailboxId), texts, index };
  };
};
