import { randomBytes } from 'node:crypto';
import { Secret } from '@kurrier/shared/secret';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import { createMailCipher, type MailCipher } from '../vault/mail-cipher.ts';
import type { Vault } from '../vault/vault.ts';

/** The ciphers of the accounts' texts: each has a key of its own, which the vault seals under its data key. */
export interface AccountCiphers {
  /** Null while the vault is locked. A key that does not open any more is replaced, and what it sealed forgotten: it can be fetched again. */
  of(accountId: string, account: MailAccountStore): Promise<MailCipher | null>;
  /** Seals the account's key under the vault's newest one. */
  reseal(accountId: string, account: MailAccountStore): Promise<void>;
}

/** `isOurs`: whether an account's key is this bridge's to make; that of all, unless told. */
export const createAccountCiphers = (
  vault: Pick<Vault, 'seal' | 'open' | 'isLocked'>,
  isOurs: (accountId: string) => boolean = () => true,
): AccountCiphers => {
  const known = new WeakMap<MailAccountStore, Promise<MailCipher | null>>();
  const bindingOf = (accountId: string) => ({ accountId, field: 'mail-key' as const });

  const openKey = async (accountId: string, account: MailAccountStore): Promise<MailCipher | null> => {
    const { mailKey, mailboxes } = account.read();
    const opened = mailKey === undefined ? null : await vault.open(mailKey, bindingOf(accountId));
    if (opened?.ok) return createMailCipher(Buffer.from(opened.value.reveal(), 'hex'));
    if (vault.isLocked() || !isOurs(accountId)) return null;
    for (const { id } of opened ? mailboxes : []) for (const kind of ['search', 'texts'] as const) await account.derived(id, kind).clear();
    const key = randomBytes(32);
    await account.update({ mailKey: await vault.seal(new Secret(key.toString('hex')), bindingOf(accountId)) });
    return createMailCipher(key);
  };

  return {
    async of(accountId, account) {
      if (vault.isLocked()) return null;
      // Mail that was removed took its key along.
      if (account.read().mailKey === undefined) known.delete(account);
      const opening = known.get(account) ?? openKey(accountId, account);
      known.set(account, opening);
      try {
        const cipher = await opening;
        if (!cipher) known.delete(account);
        return cipher;
      } catch (error) {
        known.delete(account);
        throw error;
      }
    },
    async reseal(accountId, account) {
      const { mailKey } = account.read();
      const opened = mailKey === undefined ? null : await vault.open(mailKey, bindingOf(accountId));
      if (opened?.ok) await account.update({ mailKey: await vault.seal(opened.value, bindingOf(accountId)) });
    },
  };
};
