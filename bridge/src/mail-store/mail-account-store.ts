import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { MailboxStore } from './mailbox-store.ts';
import { openMailboxStore } from './paged-mailbox-store.ts';
import { openDerivedRecords, type DerivedRecords } from './derived-records.ts';
import type { MailboxStatus } from '../imap/grammar/mailbox-status.ts';
import { assignRoles } from '../imap/grammar/special-use.ts';
import { parseMailboxRecord } from './mailbox-record.ts';
import { MailAccountRecord, type MailOrigin } from './mail-account-record.ts';
import { planMailboxes } from './plan-mailboxes.ts';
import { type ListedMailbox } from '../imap/grammar/listed-mailbox.ts';
import type { OpenRecords } from './key-value-records.ts';

/** What is kept beside the messages of a mailbox, sealed: their texts, and the index that finds them. */
type DerivedKind = 'texts' | 'search';

export interface MailAccountStore {
  read(): Readonly<MailAccountRecord>;
  update(change: Partial<MailAccountRecord>): Promise<void>;
  /**
   * Takes over what the server lists: new mailboxes get an id, those that are gone lose their messages; none is taken for gone where
   * `isComplete` is false. A `mailboxId` is one that opening the mailbox confirmed, or null.
   */
  takeListed(
    listed: readonly { mailbox: ListedMailbox; status: Pick<MailboxStatus, 'messages' | 'unseen'> | null }[],
    options?: { isComplete: boolean },
  ): Promise<void>;
  /** Everything was as on the server at this time. It is known at once, and stored once a minute: a crash costs no more than that. */
  noteSynced(at: number): Promise<void>;
  /** Takes over what the server said of one mailbox when it was opened. */
  noteStatus(id: string, status: MailboxStatus): Promise<void>;
  /**
   * Removes what is stored from elsewhere than `origin`, or reaches back otherwise than is chosen; a crash meanwhile leaves it to be done
   * again.
   */
  keepOnlyFrom(origin?: MailOrigin): Promise<void>;
  /** The messages of a mailbox; the same object at every call. */
  mailbox(id: string): Promise<MailboxStore>;
  /** What is kept beside a mailbox's messages, and goes with them; the same object at every call. */
  derived(id: string, kind: DerivedKind): DerivedRecords;
  /** Removes the account's mail. */
  clear(): Promise<void>;
}

const recordKey = 'account';

const storeSyncedEveryMs = 60_000;

const nothing: MailAccountRecord = {
  mailboxes: [],
  choice: { included: [], excluded: [], sinceDays: null },
  isPaused: false,
  isGmail: false,
  lastSyncAt: null,
};

/** Opens what is stored of one account's mail. Each mailbox has a name space of its own, so that it can be removed whole. */
export const openMailAccountStore = async (
  accountId: string,
  open: OpenRecords,
  createId: () => string = () => randomUUID().slice(0, 13),
): Promise<MailAccountStore> => {
  const records = open(`mail:${accountId}`, (_, stored) => MailAccountRecord.parse(stored));
  const mailboxRecords = (id: string) => open(`mail:${accountId}:${id}`, parseMailboxRecord);
  let record = (await records.get(recordKey)) ?? nothing;
  const stores = new Map<string, Promise<MailboxStore>>();
  const besides = new Map<string, DerivedRecords>();

  /** What is stored; null while it is being stored, and where the store refused: then it is stored with whatever comes next. */
  let storedRecord: MailAccountRecord | null = record;

  const update = async (change: Partial<MailAccountRecord>): Promise<void> => {
    const next = { ...record, ...change };
    record = next;
    storedRecord = null;
    await records.set(recordKey, next);
    // Not what is newer by now, which may be refused.
    if (record === next) storedRecord = next;
  };

  const derived = (id: string, kind: DerivedKind): DerivedRecords => {
    const namespace = `mail:${accountId}:${id}:${kind}`;
    const opened =
      besides.get(namespace) ?? openDerivedRecords(open(namespace, (_, stored) => (typeof stored === 'string' ? stored : undefined)));
    besides.set(namespace, opened);
    return opened;
  };

  const mailbox = (id: string): Promise<MailboxStore> => {
    const forgetDerived = async (): Promise<void> => {
      await derived(id, 'search').clear();
      await derived(id, 'texts').clear();
    };
    const opened = stores.get(id) ?? openMailboxStore(mailboxRecords(id), forgetDerived);
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
    derived,
    async takeListed(listed, { isComplete } = { isComplete: true }) {
      const before = record.mailboxes.map((known) => ({ ...known, mailboxId: known.objectId ?? null }));
      const plan = planMailboxes(
        before,
        listed.map(({ mailbox: now }) => now),
      );
      const same = new Map([...plan.kept, ...plan.renamed].map(({ mailbox: known, listed: now }) => [now.path, known]));
      const vanished = new Set(plan.vanished.map(({ id }) => id));
      const listedPaths = new Set(listed.map(({ mailbox: now }) => now.path));
      const missing = isComplete ? [] : record.mailboxes.filter(({ id, path }) => vanished.has(id) && !listedPaths.has(path));
      const roles = assignRoles(listed.map((entry) => entry.mailbox));
      const unique = new Map(listed.map((entry) => [entry.mailbox.path, entry]));
      const mailboxes = [...unique.values()].map(({ mailbox: now, status }) => {
        const objectId = now.mailboxId ?? same.get(now.path)?.objectId;
        return {
          ...now,
          id: same.get(now.path)?.id ?? createId(),
          ...(objectId !== undefined && { objectId }),
          role: roles.get(now.path) ?? null,
          messages: status?.messages ?? 0,
          unseen: status?.unseen ?? 0,
        };
      });
      // Messages first: after a crash the mailbox is still in the list, and vanishes once more.
      for (const gone of plan.vanished) if (!missing.some(({ id }) => id === gone.id)) await removeMessages(gone.id);
      const now = [...mailboxes, ...missing];
      if (!storedRecord || !isDeepStrictEqual(now, record.mailboxes)) await update({ mailboxes: now });
    },
    async keepOnlyFrom(origin = record.stored) {
      if (!origin) return;
      const { stored: before, choice } = record;
      const stored = { host: origin.host, username: origin.username, sinceDays: choice.sinceDays };
      if (before?.host === stored.host && before.username === stored.username && before.sinceDays === stored.sinceDays) return;
      const isElsewhere = before !== undefined && (before.host !== stored.host || before.username !== stored.username);
      if (before) for (const { id } of record.mailboxes) await removeMessages(id);
      const nobodys = { mailboxes: [], isGmail: false, lastSyncAt: null, choice: { ...choice, included: [], excluded: [] } };
      await update({ ...(isElsewhere && nobodys), stored });
    },
    async noteSynced(at) {
      const before = storedRecord?.lastSyncAt ?? null;
      if (before === null || Math.abs(at - before) >= storeSyncedEveryMs) await update({ lastSyncAt: at });
      else record = { ...record, lastSyncAt: at };
    },
    async noteStatus(id, { messages, unseen, objectId }) {
      const known = record.mailboxes.find((entry) => entry.id === id);
      if (!known) return;
      const now = { ...known, messages, ...(unseen !== undefined && { unseen }), ...(objectId !== undefined && { objectId }) };
      if (known.messages === now.messages && known.unseen === now.unseen && known.objectId === now.objectId) return;
      await update({ mailboxes: record.mailboxes.map((entry) => (entry === known ? now : entry)) });
    },
    async clear() {
      for (const { id } of record.mailboxes) await removeMessages(id);
      await records.clear();
      record = nothing;
      storedRecord = nothing;
    },
  };
};
