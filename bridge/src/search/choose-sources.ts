import type { StoredMailbox } from '../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../mail-store/mail-account-store.ts';
import { isSelectable } from '../imap/grammar/listed-mailbox.ts';
import { isChosen, sortForSync } from '../sync/sync-order.ts';
import { splitWords } from './index/split-words.ts';

export interface SearchScope {
  accountId?: string | undefined;
  mailboxId?: string | undefined;
}

/** What is thrown away is found by whoever looks there. */
const aside: ReadonlySet<StoredMailbox['role']> = new Set(['junk', 'trash']);

/** What people call folders by what they are for. */
const roleNames: Readonly<Record<string, StoredMailbox['role']>> = {
  inbox: 'inbox',
  drafts: 'drafts',
  draft: 'drafts',
  sent: 'sent',
  archive: 'archive',
  spam: 'junk',
  junk: 'junk',
  trash: 'trash',
  bin: 'trash',
};

export interface ChosenSource {
  accountId: string;
  account: MailAccountStore;
  mailbox: StoredMailbox;
}

/**
 * The mailboxes of a search: those of its scope, or, with `in:`, those of its account that are called so, by their whole path, the last part
 * of it, or what they are for; `in:anywhere` is everything, also what was thrown away. `unknown`: names that nothing is called by.
 */
export const chooseSources = (
  accounts: readonly { accountId: string; account: MailAccountStore }[],
  { accountId, mailboxId }: SearchScope,
  folders: readonly string[],
): { sources: ChosenSource[]; unknown: string[] } => {
  const all = accounts
    .filter((one) => accountId === undefined || one.accountId === accountId)
    .flatMap(({ accountId: id, account }) => {
      const { mailboxes, choice, isGmail } = account.read();
      return sortForSync(mailboxes)
        .filter((mailbox) => isSelectable(mailbox) && isChosen(mailbox, choice, { isGmail }))
        .map((mailbox) => ({ accountId: id, account, mailbox }));
    });
  if (folders.length > 0) {
    const named = folders.map((name) => ({ name, found: all.filter(({ mailbox }) => isCalled(mailbox, name)) }));
    const wanted = new Set(named.flatMap(({ found }) => found));
    return { sources: all.filter((one) => wanted.has(one)), unknown: named.flatMap(({ name, found }) => (found.length > 0 ? [] : [name])) };
  }
  const inScope = all.filter(({ mailbox }) => (mailboxId === undefined ? !aside.has(mailbox.role) : mailbox.id === mailboxId));
  return { sources: inScope, unknown: [] };
};

const isCalled = ({ path, delimiter, role }: StoredMailbox, name: string): boolean => {
  const wanted = splitWords(name).join(' ');
  if (wanted === 'anywhere' || (role !== null && roleNames[wanted] === role)) return true;
  const last = delimiter === null || delimiter === '' ? path : path.slice(path.lastIndexOf(delimiter) + 1);
  return wanted !== '' && [path, last].some((own) => splitWords(own).join(' ') === wanted);
};
