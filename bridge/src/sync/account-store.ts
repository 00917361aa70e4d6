import { randomUUID } from 'node:crypto';
import type { SpecialUse, SyncChoice } from '@kurrier/shared/mail';
import type { MailboxStore } from './mailbox-store.ts';
import { openMailboxStore } from './open-mailbox-store.ts';
import type { MailboxStatus } from './mailbox-cursor.ts';
import { assignRoles } from './mailbox-role.ts';
import { planMailboxes, type KnownMailbox, type ListedMailbox } from './plan-mailboxes.ts';
import type { OpenRecords } from './records.ts';

/** A mailbox of an account as it is stored, with what the server last said of it. */
export interface StoredMailbox extends KnownMailbox {
  role: SpecialUse | null;
  messages: number;
  unseen: number;
}

/** What is kept of an account besides its messages. */
interface AccountRecord {
  mailboxes: StoredMailbox[];
  choice: SyncChoice;
  isPaused: boolean;
  isGmail: boolean;
  lastSyncAt: number | null;
}

export interface AccountStore {
  read(): Readonly<AccountRecord>;
  update(change: Partial<AccountRecord>): Promise<void>;
  /** Takes over what the server lists: new mailboxes get an id, those that are gone lose their messages. */
  takeListed(listed: readonly { mailbox: ListedMailbox; status: Pick<MailboxStatus, 'messages' | 'unseen'> | null }[]): Promise<void>;
  /** Takes over what the server said of one mailbox when it was opened. */
  noteStatus(id: string, status: MailboxStatus): Promise<void>;
  /** The messages of a mailbox; the same object at every call. */
  mailbox(id: string): Promise<MailboxStore>;
  /** Removes the account's mail. */
  clear(): Promise<void>;
}

const recordKey = 'account';

const nothing: AccountRecord = {
  mailboxes: [],
  choice: { included: [], excluded: [], sinceDays: null },
  isPaused: false,
  isGmail: false,
  lastSyncAt: null,
};

/** Opens what is stored of one account's mail. Each mailbox has a name space of its own, so that it can be removed whole. */
export const openAccountStore = async (
  accountId: string,
  open: OpenRecords,
  createId: () => string = () => randomUUID().slice(0, 13),
): Promise<AccountStore> => {
  const records = open<AccountRecord>(`mail:${accountId}`);
  const mailboxRecords = (id: string) => open<never>(`mail:${accountId}:${id}`);
  let record = (await records.get(recordKey)) ?? nothing;
  const stores = new Map<string, Promise<MailboxStore>>();

  const update = async (change: Partial<AccountRecord>): Promise<void> => {
    record = { ...record, ...change };
    await records.set(recordKey, record);
  };

  const mailbox = (id: string): Promise<MailboxStore> => {
    const opened = stores.get(id) ?? openMailboxStore(mailboxRecords(id));
    stores.set(id, opened);
    return opened;
  };

  const removeMessages = async (id: string): Promise<void> => {
    await (await mailbox(id)).clear();
    stores.delete(id);
  };

  return {
    read: () => record,
    update,
    mailbox,
    async takeListed(listed) {
      const plan = planMailboxes(
        record.mailboxes,
        listed.map((entry) => entry.mailbox),
      );
      const ids = new Map<string, string>();
      for (const { mailbox: known, listed: now } of [...plan.kept, ...plan.renamed]) ids.set(now.path, known.id);
      for (const now of plan.appeared) ids.set(now.path, createId());
      const roles = assignRoles(listed.map((entry) => entry.mailbox));
      const unique = new Map(listed.map((entry) => [entry.mailbox.path, entry]));
      const mailboxes = [...unique.values()].map(({ mailbox: now, status }) => ({
        ...now,
        id: ids.get(now.path)!,
        role: roles.get(now.path) ?? null,
        messages: status?.messages ?? 0,
        unseen: status?.unseen ?? 0,
      }));
      // Messages first: after a crash the mailbox is still in the list, and vanishes once more.
      for (const gone of plan.vanished) await removeMessages(gone.id);
      await update({ mailboxes });
    },
    async noteStatus(id, { messages, unseen }) {
      const known = record.mailboxes.find((entry) => entry.id === id);
      if (!known || (known.messages === messages && (unseen === undefined || known.unseen === unseen))) return;
      const now = { ...known, messages, ...(unseen !== undefined && { unseen }) };
      await update({ mailboxes: record.mailboxes.map((entry) => (entry === known ? now : entry)) });
    },
    async clear() {
      for (const { id } of record.mailboxes) await removeMessages(id);
      await records.clear();
      record = nothing;
    },
  };
};
