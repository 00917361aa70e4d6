import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { searchUids } from '../search-uids.ts';
import { containsUid, expandRanges, formatUidSet, type UidRanges } from '../grammar/uid-set.ts';
import type { ImapSession } from '../imap-session.ts';
import { runCommand, withMailbox } from '../run-command.ts';

/** `removed`: they are gone. `marked`: they lie in Trash too, where one was named, and stay here marked as deleted. */
export type Removal = 'removed' | 'marked';

/**
 * Takes messages out of the open mailbox of a server without UIDPLUS. EXPUNGE removes whatever anybody has marked as deleted: it is used
 * only where the server says that nothing else is marked; else they stay, marked. `trash` null: for good.
 */
export const removeByExpunge = async (session: ImapSession, uids: UidRanges, trash: string | null): Promise<Outcome<Removal, Failure>> => {
  const set = formatUidSet(uids);
  // What could not be copied must not be marked.
  const copied = trash === null ? null : await runCommand(session, withMailbox(`UID COPY ${set}`, trash));
  if (copied && !copied.ok) return copied;
  const stored = await runCommand(session, `UID STORE ${set} +FLAGS.SILENT (\\Deleted)`);
  if (!stored.ok) return stored;
  const marked = await searchUids(session, { criteria: 'DELETED', messages: Infinity });
  // Not said, or not understood: then nothing is removed.
  if (!marked.ok || !marked.value.isComplete) return succeed('marked');
  const all = expandRanges(marked.value.uids);
  if (all.length === 0 || !all.every((uid) => containsUid(uids, uid))) return succeed('marked');
  const expunged = await runCommand(session, 'EXPUNGE');
  return expunged.ok ? succeed('removed') : expunged;
};
