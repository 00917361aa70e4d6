import type { ListedMailbox } from '../imap/grammar/listed-mailbox.ts';

/** A mailbox as it is stored; `id` is ours, and never used again for another mailbox. */
export interface KnownMailbox extends ListedMailbox {
  id: string;
  /** OBJECTID as the server told it when the mailbox was opened; absent where it did not, or was not asked yet. */
  objectId?: string | undefined;
}

export interface MailboxesPlan {
  appeared: ListedMailbox[];
  vanished: KnownMailbox[];
  /** The same mailbox under another name, by the server's own word. */
  renamed: { mailbox: KnownMailbox; listed: ListedMailbox }[];
  kept: { mailbox: KnownMailbox; listed: ListedMailbox }[];
}

/**
 * What became of the known mailboxes, given what LIST names now; each `mailboxId` must have been confirmed by opening the mailbox. A rename
 * is seen only by MAILBOXID; without it the old name has vanished and the new one appeared: equal UIDVALIDITY or contents prove nothing. A
 * path that now stands for another mailbox (its MAILBOXID changed) is both vanished and appeared.
 */
export const planMailboxes = (known: readonly KnownMailbox[], listed: readonly ListedMailbox[]): MailboxesPlan => {
  const plan: MailboxesPlan = { appeared: [], vanished: [], renamed: [], kept: [] };
  const byPath = new Map(known.map((mailbox) => [mailbox.path, mailbox]));
  const byMailboxId = new Map(known.flatMap((mailbox) => (mailbox.mailboxId ? [[mailbox.mailboxId, mailbox] as const] : [])));
  const left = new Set(known);
  const claim = (mailbox: KnownMailbox | undefined): mailbox is KnownMailbox => mailbox !== undefined && left.delete(mailbox);

  for (const entry of new Map(listed.map((entry) => [entry.path, entry])).values()) {
    const same = entry.mailboxId ? byMailboxId.get(entry.mailboxId) : undefined;
    if (claim(same)) {
      plan[same.path === entry.path ? 'kept' : 'renamed'].push({ mailbox: same, listed: entry });
      continue;
    }
    const named = byPath.get(entry.path);
    const isOther = named?.mailboxId && entry.mailboxId && named.mailboxId !== entry.mailboxId;
    if (!isOther && claim(named)) plan.kept.push({ mailbox: named, listed: entry });
    else plan.appeared.push(entry);
  }
  plan.vanished = [...left];
  return plan;
};
