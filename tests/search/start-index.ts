import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { createOpenIndexed } from '../../bridge/src/search/open-indexes.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createAccountTexts } from '../../bridge/src/texts/account-texts.ts';
import { createAccountCiphers } from '../../bridge/src/texts/account-ciphers.ts';

export const noGuesses = { guess: () => null, settle: async () => false };

/** A vault that seals nothing: what is sealed with its keys is what is looked at. */
export const openVault = (isLocked = () => false) => ({
  seal: async (secret: Secret) => secret.reveal(),
  open: async (record: string) => succeed(new Secret(record)),
  isLocked,
});

/** An account in a store of its own, with one mailbox, its texts and its index. */
export const startIndex = async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-search-'));
  const store = openStore({ file: path.join(folder, 'mail.sqlite'), durability: 'normal' });
  const account = await openMailAccountStore('a', store.namespace);
  await account.takeListed([{ mailbox: { path: 'INBOX', name: 'INBOX', delimiter: '/', attributes: [], mailboxId: null }, status: null }]);
  const mailboxId = account.read().mailboxes[0]!.id;
  const ciphers = createAccountCiphers(openVault());
  const report = (problem: string, error?: unknown): void => {
    throw new Error(problem, { cause: error });
  };
  const texts = createAccountTexts({ accountOf: async () => account, ciphers, report });
  const openIndexed = createOpenIndexed({ ciphers, texts });
  const mailbox = (await openIndexed('a', account, mailboxId))!;
  await mailbox.store.begin({ uidValidity: 1, uidNext: 1, highestModSeq: null, backfillBelow: null });
  return {
    folder,
    account,
    mailboxId,
    texts,
    /** The same with empty caches, as after a start. */
    reopen: async () => (await createOpenIndexed({ ciphers, texts })('a', account, mailboxId))!,
    mailbox,
    [Symbol.dispose]() {
      store.close();
      rmSync(folder, { recursive: true });
    },
  };
};
