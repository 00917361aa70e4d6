/** A mailbox as LIST names it; `path` is decoded, INBOX always in capitals. */
export interface ListedMailbox {
  path: string;
  /** The name as the server wrote it: what commands must say. */
  name: string;
  /** Null for a flat name space. */
  delimiter: string | null;
  attributes: readonly string[];
  /**
   * OBJECTID (RFC 8474), which stays the same when the mailbox is renamed: as LIST or STATUS says, a hint until opening the mailbox
   * confirms it.
   */
  mailboxId: string | null;
}

/** Whether a mailbox can be opened: `\Noselect` parents only hold others, `\NonExistent` ones only have children (RFC 9051 §7.3.1). */
export const isSelectable = ({ attributes }: { attributes: readonly string[] }): boolean =>
  !attributes.some((attribute) => /^\\(?:noselect|nonexistent)$/i.test(attribute));
